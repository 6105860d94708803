using Swictation.Domain.Wire;
using Swictation.Sockets.Protocol;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Protocol;

public sealed class HelloPlannerTests
{
    private const int Events = 5;
    private readonly InMemoryEventLog _log = new();

    public HelloPlannerTests() => _log.Append([.. Lines.SaidFrom(1, Events).Select(WireWriter.ToAppend)]);

    [Fact]
    public void The_present_is_where_the_answer_says_it_is_though_more_was_committed_meanwhile()
    {
        var planner = HelloPlanner.Plan(_log, new(), head: 3, out var error);

        Assert.Null(error);
        Assert.Equal(3, Assert.Single(planner!.PlanForNewClient().Ranges).After);
    }

    [Fact]
    public void P4_An_event_that_was_sent_a_moment_before_the_head_named_it_can_be_resumed_with()
    {
        var planner = HelloPlanner.Plan(_log, new() { After = Events }, head: Events - 1, out var error);

        Assert.Null(error);
        Assert.Equal(Events, Assert.Single(planner!.PlanForNewClient().Ranges).After);
    }

    [Fact]
    public void A_position_behind_the_last_event_is_unknown()
    {
        Assert.Null(HelloPlanner.Plan(_log, new() { After = Events + 1 }, head: Events, out var error));

        Assert.Equal(FeedErrorCode.PositionUnknown, error!.Code);
    }
}
