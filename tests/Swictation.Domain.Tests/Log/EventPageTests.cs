using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Domain.Tests.Log;

public sealed class EventPageTests
{
    [Fact]
    public void An_empty_page_has_no_last_event()
    {
        Assert.True(EventPage.Empty.IsEmpty);
        Assert.Equal((0, 0, 0), (EventPage.Empty.Count, EventPage.Empty.Last, EventPage.Empty.Lines.Length));
    }

    [Fact]
    public void Each_event_is_its_columns_and_its_line_without_the_newline()
    {
        var page = new EventPage(
            Encoding.UTF8.GetBytes("{}\n{\"a\":1}\n"),
            new EventEntry[]
            {
                new(41, null, 5, StateChange.TypeName, 1, 0, 3),
                new(42, new(9), 6, Transcription.TypeName, 2, 3, 8),
            });

        var (first, second) = (page[0], page[1]);

        Assert.Equal((2, 42, false), (page.Count, page.Last, page.IsEmpty));
        Assert.Equal("{}", Encoding.UTF8.GetString(first.Body.Span));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(second.Body.Span));
        Assert.Equal(
            (42, new SessionId(9), 6, Transcription.TypeName, 2),
            (second.Sequence, second.Session, second.AtMicroseconds, second.Type, second.Version));
    }
}
