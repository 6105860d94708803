using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Domain.Tests.State;

public sealed class SegmentsWithoutTextTests
{
    private static readonly SessionId One = new(1);
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private SegmentsWithoutText _fold = SegmentsWithoutText.None;

    [Fact]
    public void A_segment_counts_once_however_often_it_was_tried()
    {
        Apply(
            new SegmentFailed(One, Start, 3.5, 2, "too slow"),
            new AudioKept(One, Start, 3.5, 2, "1-3.wav"),
            new SegmentFailed(One, Start, 9, 1, "too slow"),
            new SegmentFailed(One, Start.AddSeconds(5), 3.5, 2, "no memory"));

        Assert.Equal(
            [
                new(One, 3.5, 2, Start, 2, "no memory", "1-3.wav"),
                new(One, 9, 1, Start, 1, "too slow", null),
            ],
            _fold.All);
    }

    [Fact]
    public void What_becomes_text_or_turns_out_to_be_silent_does_not_count()
    {
        Apply(
            new SegmentFailed(One, Start, 3.5, 2, "too slow"),
            new SegmentFailed(One, Start, 9, 1, "too slow"),
            new SegmentMeasured(new(2), Start, 3.5, 2, 0, 0),
            new SegmentSilent(One, Start, 9, 1));

        Assert.Equal(3.5, Assert.Single(_fold.All).StartS);
        Apply(new SegmentMeasured(One, Start, 3.5, 2, 0, 0));
        Assert.Empty(_fold.All);
    }

    [Fact]
    public void Text_of_speech_that_a_restart_has_cut_elsewhere_counts_where_it_covers_the_middle()
    {
        Apply(
            new SegmentFailed(One, Start, 3.5, 2, "too slow"),
            new SegmentFailed(One, Start, 6, 2, "too slow"),
            new SegmentMeasured(One, Start, 3.25, 3, 0, 0));

        Assert.Equal(6, Assert.Single(_fold.All).StartS);
    }

    private void Apply(params SessionEvent[] events)
    {
        foreach (var recorded in events) _fold = _fold.Apply(recorded);
    }
}
