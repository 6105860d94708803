using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Cursors;

public sealed class RemovedEventsTests
{
    private readonly InMemoryEventLog _log = new();
    private readonly FakeClock _time = new();

    [Fact]
    public void P9_A_gap_is_told_in_its_place_and_everything_that_is_left_comes_once()
    {
        Append(Lines.SaidFrom(1, 10));
        _log.Remove(4, 6, RemovalReason.Retention);

        Assert.Equal(["1", "2", "3", "4-6 retention", "7", "8", "9", "10"], Told(Cursor(EventSelection.All, new FeedRange(0))));
    }

    [Fact]
    public void P9_Gaps_that_touch_or_have_nothing_between_that_was_asked_for_are_told_as_one()
    {
        Append([.. Lines.SaidFrom(1, 3), .. Measurements(4), Lines.Said(8), Lines.Said(9), Lines.Said(10)]);
        _log.Remove(2, 2, RemovalReason.Retention);
        _log.Remove(3, 3, RemovalReason.Retention);
        _log.Remove(5, 6, RemovalReason.Retention);
        _log.Remove(9, 9, RemovalReason.Retention);

        var said = Cursor(EventSelection.Of([Transcription.TypeName]), new FeedRange(0));

        Assert.Equal(["1", "2-6 retention", "8", "9-9 retention", "10"], Told(said));
        Assert.Equal(10, said.Position);
    }

    [Fact]
    public void P9_Gaps_of_two_reasons_are_told_as_two()
    {
        Append(Lines.SaidFrom(1, 10));
        _log.Remove(2, 4, RemovalReason.Retention);
        _log.Remove(5, 8, RemovalReason.Forgotten);

        Assert.Equal(["1", "2-4 retention", "5-8 forgotten", "9", "10"], Told(Cursor(EventSelection.All, new FeedRange(0))));
    }

    [Theory]
    [InlineData(3, "4-6 retention")]
    [InlineData(4, "5-6 retention")]
    [InlineData(5, "6-6 retention")]
    [InlineData(6, "7")]
    public void P9_Who_resumes_in_a_gap_is_told_of_the_rest_of_it(long after, string first)
    {
        Append(Lines.SaidFrom(1, 10));
        _log.Remove(4, 6, RemovalReason.Retention);

        Assert.Equal(first, Told(Cursor(EventSelection.All, new FeedRange(after)))[0]);
    }

    [Fact]
    public void P9_A_gap_at_the_end_of_a_range_is_told_as_far_as_the_range_goes()
    {
        Append(Lines.SaidFrom(1, 10));
        _log.Remove(4, 8, RemovalReason.Retention);

        Assert.Equal(["3", "4-5 retention", "9"], Told(Cursor(EventSelection.All, new FeedRange(2, 5), new FeedRange(8, 9))));
    }

    [Fact]
    public void P9_A_gap_before_events_that_were_not_asked_for_is_told_before_the_end()
    {
        Append([Lines.Said(1), .. Measurements(5)]);
        _log.Remove(3, 4, RemovalReason.Retention);
        var said = Cursor(EventSelection.Of([Transcription.TypeName]), new FeedRange(0));

        Assert.Equal(["1", "3-4 retention"], Told(said));
        Append(Lines.Said(2));

        Assert.Equal(["2"], Told(said));
    }

    [Fact]
    public void P9_Who_is_not_told_passes_over_gaps()
    {
        Append(Lines.SaidFrom(1, 10));
        _log.Remove(4, 6, RemovalReason.Retention);
        var cursor = new FeedCursor(_log, new FixedFeedPlanner([new FeedRange(0)]), EventSelection.Broadcast, _time);

        Assert.Equal(["1", "2", "3", "7", "8", "9", "10"], Told(cursor));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_003)]
    public void P9_Gaps_over_many_pages_are_all_told(int every)
    {
        const int Events = 5_000;
        Append(Lines.SaidFrom(1, Events));
        for (var first = 2; first < Events; first += every + 1) _log.Remove(first, first, RemovalReason.Retention);

        var told = Told(Cursor(EventSelection.All, new FeedRange(0)));

        var expected = Enumerable.Range(1, Events).Select(position =>
            position > 1 && position < Events && (position - 2) % (every + 1) == 0 ? $"{position}-{position} retention" : $"{position}");
        Assert.Equal(expected, told);
    }

    private FeedCursor Cursor(EventSelection selection, params FeedRange[] ranges) =>
        new(_log, new FixedFeedPlanner(ranges), selection, _time) { TellsRemoved = true };

    private void Append(params IEnumerable<SessionEvent> events) => _log.Append([.. events.Select(WireWriter.ToAppend)]);

    private static IEnumerable<SessionEvent> Measurements(int count) => Enumerable.Range(0, count).Select(_ => Lines.Measured());

    // Numbers of what was said, and gaps.
    private static List<string> Told(FeedCursor cursor)
    {
        List<string> told = [];
        for (var step = cursor.Next(recentOnly: false); !step.IsEnd; step = cursor.Next(recentOnly: false))
        {
            if (step.Removed is var (first, last, reason)) told.Add($"{first}-{last} {reason}");
            else told.AddRange(Lines.Numbers(Encoding.UTF8.GetString(step.Lines.Span).TrimEnd('\n').Split('\n')).Select(number => $"{number}"));
        }

        return told;
    }
}
