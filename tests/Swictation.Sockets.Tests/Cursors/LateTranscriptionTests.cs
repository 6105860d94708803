using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Cursors;

/// <summary>A session whose last sentence was transcribed when it was closed, and another session was open.</summary>
public sealed class LateTranscriptionTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly InMemoryEventLog _log = new();

    public LateTranscriptionTests() => Append(
        new SessionStart(new(1), Start),
        new SessionEnd(new(1), Start.AddSeconds(9)),
        new StateChange(null, Start.AddSeconds(9), Phase.Idle),
        new SessionStart(new(2), Start.AddSeconds(20)),
        new Transcription(new(1), Start.AddSeconds(8), "late", 1, 1, 1),
        new SegmentMeasured(new(1), Start.AddSeconds(8), 7, 1, 1, 1),
        new Transcription(new(2), Start.AddSeconds(21), "in time", 1, 1, 1));

    [Fact]
    public void Replay_of_its_session_shows_it_behind_the_end() =>
        Assert.Equal([1, 2, 3, 5, 6], Positions(new SessionFeedPlanner(_log, new(1), new Pace(0))));

    [Fact]
    public void Replay_that_is_resumed_behind_it_does_not_show_it_again() =>
        Assert.Equal([6], Positions(new SessionFeedPlanner(_log, new(1), new Pace(0), after: 5)));

    [Fact]
    public void Replay_of_the_other_session_has_everything_of_its_time() =>
        Assert.Equal([3, 4, 5, 6, 7], Positions(new SessionFeedPlanner(_log, new(2), new Pace(0))));

    private void Append(params SessionEvent[] events) => _log.Append([.. events.Select(WireWriter.ToAppend)]);

    private List<long> Positions(IFeedPlanner planner)
    {
        var cursor = new FeedCursor(_log, planner, EventSelection.All, new FakeClock());
        var positions = new List<long>();
        for (var step = cursor.Next(false); !step.IsEnd; step = cursor.Next(false))
        {
            foreach (var entry in step.Entries) positions.Add(entry.Sequence);
        }

        return positions;
    }
}
