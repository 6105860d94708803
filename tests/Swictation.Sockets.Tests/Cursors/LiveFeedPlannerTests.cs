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
            new(2, 4, Transcription.TypeName, Lines.Session),
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

        Assert.Contains(new FeedRange(41, 51, Transcription.TypeName, Lines.Session), Plan(10));
    }

    [Fact]
    public void A_session_with_more_transcriptions_than_are_planned_is_cut()
    {
        Append([Lines.Started(), .. Lines.SaidFrom(1, 50)]);

        Assert.Equal(new(Lines.Session, Limit: 49, Current: 50), new LiveFeedPlanner(_log, 49).PlanForNewClient().Cut);
        Assert.Null(new LiveFeedPlanner(_log, 50).PlanForNewClient().Cut);
    }

    [Fact]
    public void How_much_a_session_has_is_what_its_newest_metrics_say()
    {
        Append([Lines.Started(), .. Lines.SaidFrom(1, 50), Lines.Metrics(Phase.Recording, segments: 50)]);

        Assert.Equal(new(Lines.Session, Limit: 10, Current: 50), new LiveFeedPlanner(_log, 10).PlanForNewClient().Cut);
    }

    private IReadOnlyList<FeedRange> Plan(int transcriptions) =>
        new LiveFeedPlanner(_log, transcriptions).PlanForNewClient().Ranges;

    private void Append(params IEnumerable<SessionEvent> events) => _log.Append([.. events.Select(WireWriter.ToAppend)]);
}
