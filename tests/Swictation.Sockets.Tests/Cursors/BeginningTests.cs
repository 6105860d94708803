using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Cursors;

/// <summary>A session of thousands of events that is shown from a moment on.</summary>
public sealed class BeginningTests
{
    private const int Segments = 20_000;
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly InMemoryEventLog _log = new();

    public BeginningTests() => _log.Append(
    [
        .. new SessionEvent[] { new SessionStart(new(1), Start) }
            .Concat(Enumerable.Range(1, Segments).Select(
                second => new Transcription(new(1), Start.AddSeconds(second), "said", 1, 1, 1)))
            .Append(new SessionEnd(new(1), Start.AddSeconds(Segments)))
            .Append(new StateChange(null, Start.AddSeconds(Segments), Phase.Idle))
            .Append(new SessionStart(new(2), Start.AddSeconds(Segments + 10)))
            .Concat(Enumerable.Range(11, 3_000).Select(
                second => new Transcription(new(2), Start.AddSeconds(Segments + second), "said", 1, 1, 1)))
            .Select(WireWriter.ToAppend),
    ]);

    [Theory]
    [InlineData(1, 0.5, 2)]
    [InlineData(1, 1, 2)]
    [InlineData(1, 998.5, 1_000)]
    [InlineData(1, 999, 1_000)]
    [InlineData(1, 9_999.25, 10_001)]
    [InlineData(1, 19_999.5, 20_001)]
    [InlineData(1, 20_000, 20_001)]
    [InlineData(1, 90_000, 20_002)]
    [InlineData(2, 2_000.5, 22_005)]
    public void The_first_event_of_that_moment_comes_first(int session, double seconds, long first)
    {
        var planner = new SessionFeedPlanner(_log, new(session), new Pace(0), TimeSpan.FromSeconds(seconds));

        Assert.Equal(first, FirstOf(planner));
    }

    [Fact]
    public void Of_events_that_were_taken_out_nothing_is_looked_for()
    {
        _log.Remove(5_000, 15_000, RemovalReason.Retention);
        var planner = new SessionFeedPlanner(_log, new(1), new Pace(0), TimeSpan.FromSeconds(9_000));

        Assert.Equal(15_001, FirstOf(planner));
    }

    private long FirstOf(IFeedPlanner planner)
    {
        var cursor = new FeedCursor(_log, planner, EventSelection.All, new FakeClock());
        var step = cursor.Next(false);
        while (step.Entries.IsEmpty && !step.IsEnd) step = cursor.Next(false);
        return step.Entries[0].Sequence;
    }
}
