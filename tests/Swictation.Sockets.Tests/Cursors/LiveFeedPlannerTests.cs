using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Cursors;

public sealed class LiveFeedPlannerTests
{
    private readonly InMemoryEventLog _log = new();

    [Fact]
    public void An_empty_log_is_live_from_its_beginning() => Assert.Equal([new FeedRange(0)], Plan(1000));

    [Fact]
    public void A_session_is_its_state_start_transcriptions_metrics_and_end_and_then_live()
    {
        Append(
            Lines.Started(), Lines.State(Phase.Recording), Lines.Said(1), Lines.Said(2), Lines.Metrics(Phase.Recording),
            Lines.Ended(), Lines.State(Phase.Idle));

        FeedRange[] expected =
        [
            FeedRange.Only(7),
            FeedRange.Only(1),
            new(2, 4, EventType.Transcription, Lines.Session),
            FeedRange.Only(5),
            FeedRange.Only(6),
            new(7),
        ];
        Assert.Equal(expected, Plan(1000));
    }

    [Fact]
    public void Only_the_newest_transcriptions_are_planned()
    {
        Append([Lines.Started(), .. Lines.SaidFrom(1, 50)]);

        Assert.Contains(new FeedRange(41, 51, EventType.Transcription, Lines.Session), Plan(10));
    }

    private IReadOnlyList<FeedRange> Plan(int transcriptions) =>
        new LiveFeedPlanner(_log, transcriptions).PlanForNewClient();

    private void Append(params IEnumerable<SessionEvent> events) => _log.Append([.. events.Select(WireWriter.ToAppend)]);
}
