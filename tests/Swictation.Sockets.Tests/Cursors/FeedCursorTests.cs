using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Cursors;

public sealed class FeedCursorTests
{
    private readonly InMemoryEventLog _log = new();
    private readonly FakeClock _time = new();

    [Fact]
    public void An_open_range_gives_what_there_is_and_later_what_has_come()
    {
        Append(Lines.SaidFrom(1, 3));
        var cursor = Cursor(new FeedRange(0));

        Assert.Equal([1, 2, 3], Lines.Numbers(Rest(cursor)));
        Append(Lines.SaidFrom(4, 2));

        Assert.Equal([4, 5], Lines.Numbers(Rest(cursor)));
        Assert.Equal(5, cursor.Position);
        Assert.Empty(Rest(cursor));
    }

    [Fact]
    public void Ranges_are_given_in_their_order_and_may_overlap_and_go_back()
    {
        Append(Lines.SaidFrom(1, 10));

        var cursor = Cursor(FeedRange.Only(7), FeedRange.Only(2), new FeedRange(3, 3), new FeedRange(4, 8), new FeedRange(9));

        Assert.Equal([7, 2, 5, 6, 7, 8, 10], Lines.Numbers(Rest(cursor)));
    }

    [Fact]
    public void Neighbours_are_given_together()
    {
        Append(Lines.SaidFrom(1, 10));
        var cursor = Cursor(new FeedRange(2, 6));

        var step = cursor.Next(recentOnly: false);

        Assert.Equal([3, 4, 5, 6], Lines.Numbers(LinesOf(step)));
        Assert.True(cursor.Next(recentOnly: false).IsEnd);
    }

    [Fact]
    public void Events_that_are_not_broadcast_or_not_wanted_are_stepped_over()
    {
        Append(
            Lines.Measured(), Lines.Started(), Lines.Said(1), Lines.Measured(), Lines.Metrics(Phase.Recording),
            Lines.Said(2), Lines.Started(2), Lines.Measured());
        var all = Cursor(new FeedRange(0));
        var said = Cursor(new FeedRange(0, Type: Transcription.TypeName));
        var second = Cursor(new FeedRange(0, Session: new SessionId(2)));

        Assert.Equal(5, Rest(all).Count);
        Assert.Equal(Lines.Of(Lines.Said(1), Lines.Said(2)), Rest(said));
        Assert.Equal(Lines.Of(Lines.Started(2)), Rest(second));
        Assert.Equal((8, 8, 8), (all.Position, said.Position, second.Position));
    }

    [Fact]
    public void A_cursor_knows_of_the_session_also_when_its_start_and_end_are_not_wanted()
    {
        var cursor = Cursor(new FeedRange(0, Type: MetricsUpdate.TypeName));
        Append(Lines.Started(), Lines.Metrics(Phase.Recording, 5));
        Rest(cursor);
        Assert.True(cursor.IsInSession);

        Append(Lines.Ended());
        Rest(cursor);

        Assert.False(cursor.IsInSession);
        Assert.Equal(Lines.Of(Lines.Metrics(Phase.Recording, 5))[0] + "\n", Encoding.UTF8.GetString(cursor.LastMetrics.Span));
    }

    [Theory]
    [InlineData(999)]
    [InlineData(1_000)]
    [InlineData(1_001)]
    [InlineData(5_000)]
    public void Pages_are_joined_without_a_seam(int events)
    {
        Append(Lines.SaidFrom(1, events + 2));

        var numbers = Lines.Numbers(Rest(Cursor(new FeedRange(1, events + 1))));

        Assert.Equal(Enumerable.Range(2, events), numbers);
    }

    [Fact]
    public void A_line_longer_than_a_page_is_given_whole()
    {
        Append(Lines.Said(1), Lines.Said(2, filler: 200_000), Lines.Said(3));

        Assert.Equal([1, 2, 3], Lines.Numbers(Rest(Cursor(new FeedRange(0)))));
    }

    [Fact]
    public void Who_must_not_wait_for_a_disk_gets_the_end_where_memory_begins_and_the_rest_later()
    {
        Append(Lines.SaidFrom(1, 10));
        var cursor = new FeedCursor(new ForgetfulLog(_log, forgotten: 5), new FixedFeedPlanner([new FeedRange(0)]), EventSelection.Broadcast, _time);

        Assert.True(cursor.Next(recentOnly: true).IsEnd);
        Assert.Equal(0, cursor.Position);

        Assert.Equal(Enumerable.Range(1, 10), Lines.Numbers(Rest(cursor)));
    }

    private FeedCursor Cursor(params FeedRange[] ranges) => new(_log, new FixedFeedPlanner(ranges), EventSelection.Broadcast, _time);

    private void Append(params IEnumerable<SessionEvent> events) => _log.Append([.. events.Select(WireWriter.ToAppend)]);

    private static List<string> Rest(FeedCursor cursor)
    {
        var lines = new List<string>();
        for (var step = cursor.Next(false); !step.IsEnd; step = cursor.Next(false)) lines.AddRange(LinesOf(step));
        return lines;
    }

    private static string[] LinesOf(FeedStep step) => Encoding.UTF8.GetString(step.Lines.Span).TrimEnd('\n').Split('\n');
}
