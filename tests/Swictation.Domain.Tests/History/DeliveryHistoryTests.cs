using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Domain.Tests.History;

public sealed class DeliveryHistoryTests
{
    private const string Foot = "sway:7 foot";

    private readonly DeliveryHistory _history = new();

    [Fact]
    public void Before_the_first_delivery_nothing_is_known_and_behind_the_newest_all_waits()
    {
        Assert.Null(_history.Find(1));
        Deliver(5, DeliveryOutcome.Typed);

        Assert.Null(_history.Find(4));
        Assert.Equal(DeliveryHistory.Waiting, _history.Find(6)!.Value.Outcome);
    }

    [Fact]
    public void Outcome_has_the_way_and_the_window_of_its_beginning()
    {
        Deliver(5, DeliveryOutcome.Typed);

        Assert.Equal(new(DeliveryOutcome.Typed, DeliveryWay.Wayland, Foot), _history.Find(5));
        Assert.Equal("foot", _history.Find(5)!.Value.Application);
        Assert.Equal(new(5, DeliveryWay.Wayland, Foot, DeliveryOutcome.Typed), _history.Last);
    }

    [Fact]
    public void What_was_begun_and_not_finished_is_interrupted()
    {
        Begin(5);

        Assert.Equal(new(DeliveryOutcome.Interrupted, DeliveryWay.Wayland, Foot), _history.Find(5));
        Assert.Null(_history.Last!.Outcome);
    }

    [Fact]
    public void What_was_refused_without_a_beginning_went_nowhere()
    {
        Deliver(5, DeliveryOutcome.Failed);
        End(5, DeliveryOutcome.Locked);

        Assert.Equal(new(DeliveryOutcome.Locked), _history.Find(5));
    }

    [Fact]
    public void Second_delivery_counts_if_it_succeeds_and_takes_nothing_back_if_it_fails()
    {
        Deliver(5, DeliveryOutcome.OtherWindow);
        Deliver(5, DeliveryOutcome.Typed, "sway:9 emacs");
        Deliver(5, DeliveryOutcome.Failed);

        Assert.Equal(new(DeliveryOutcome.Typed, DeliveryWay.Wayland, "sway:9 emacs"), _history.Find(5));
    }

    [Fact]
    public void What_was_taken_back_was_where_it_was_typed()
    {
        Deliver(5, DeliveryOutcome.Typed);
        End(5, DeliveryOutcome.TakenBack);

        Assert.Equal(new(DeliveryOutcome.TakenBack, DeliveryWay.Wayland, Foot), _history.Find(5));
    }

    [Fact]
    public void Between_deliveries_all_came_too_late_from_the_first_that_is_named()
    {
        _history.Add(new(9, First: 3, DeliveryOutcome.TooOld, Window: null));

        Assert.Null(_history.Find(2));
        Assert.Equal(new(DeliveryOutcome.TooOld), _history.Find(3));
        Assert.Equal(new(DeliveryOutcome.TooOld), _history.Find(9));
    }

    [Theory]
    [InlineData("x11:0x1 Chromium browser", "Chromium browser")]
    [InlineData("x11:0x1", null)]
    [InlineData("x11:0x1 ", null)]
    [InlineData(null, null)]
    public void Application_is_the_program_of_the_window(string? window, string? application) =>
        Assert.Equal(application, new SentenceDelivery(DeliveryOutcome.Typed, DeliveryWay.Xdotool, window).Application);

    private void Deliver(long segment, DeliveryOutcome outcome, string window = Foot)
    {
        Begin(segment, window);
        End(segment, outcome);
    }

    private void Begin(long segment, string window = Foot) =>
        _history.Add(DeliveryStep.Of(new DeliveryBegun(default, segment, DeliveryWay.Wayland, window))!.Value);

    private void End(long segment, DeliveryOutcome outcome) =>
        _history.Add(DeliveryStep.Of(new TextDelivered(default, segment, outcome, Ms: 1))!.Value);
}
