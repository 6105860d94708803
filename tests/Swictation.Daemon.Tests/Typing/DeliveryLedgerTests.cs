using Swictation.Daemon.Typing;
using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Daemon.Tests.Typing;

public sealed class DeliveryLedgerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    private readonly DeliveryLedger _ledger = new(at => Now - at <= TimeSpan.FromSeconds(10));

    [Fact]
    public void Before_the_first_delivery_nothing_is_missed()
    {
        _ledger.Add(Old(1));
        _ledger.Add(Young(2));

        Assert.Null(_ledger.Missed);
        Assert.Equal([2], _ledger.Fresh.Select(said => said.Position));
    }

    [Fact]
    public void Text_that_was_begun_and_not_finished_is_unfinished_and_not_to_be_typed()
    {
        _ledger.Add(Young(1));
        _ledger.Add(Begun(1));

        Assert.Equal([1], _ledger.Unfinished);
        Assert.Empty(_ledger.Fresh);
        Assert.Equal("x11:0x1 XTerm", _ledger.LastWindow);
    }

    [Fact]
    public void What_came_after_the_last_delivery_is_to_be_typed_or_missed_by_its_age()
    {
        _ledger.Add(Old(1));
        _ledger.Add(Begun(1));
        _ledger.Add(Ended(1, DeliveryOutcome.Typed));
        _ledger.Add(Old(4));
        _ledger.Add(Old(5));
        _ledger.Add(Young(6));

        Assert.Empty(_ledger.Unfinished);
        Assert.Equal((4, 5, 2), _ledger.Missed);
        Assert.Equal([6], _ledger.Fresh.Select(said => said.Position));
    }

    [Fact]
    public void What_was_typed_late_is_no_part_of_what_was_missed_behind_it()
    {
        _ledger.Add(Old(1));
        _ledger.Add(Old(2));
        _ledger.Add(Old(3));
        _ledger.Add(Begun(1));
        _ledger.Add(Ended(1, DeliveryOutcome.Typed));

        Assert.Equal((2, 3, 2), _ledger.Missed);
    }

    [Fact]
    public void What_was_settled_together_is_missed_no_more()
    {
        _ledger.Add(Begun(1));
        _ledger.Add(Ended(1, DeliveryOutcome.Typed));
        _ledger.Add(Old(4));
        _ledger.Add(Old(5));

        _ledger.Add(new DeliveryStep(5, First: 4, DeliveryOutcome.TooOld, Window: null));

        Assert.Null(_ledger.Missed);
        Assert.Equal(5, _ledger.Position);
    }

    private static Said Old(long position) => SaidAt(position, Now.AddMinutes(-1));

    private static Said Young(long position) => SaidAt(position, Now.AddSeconds(-1));

    private static Said SaidAt(long position, DateTimeOffset at) => new(position, new(1), at, at, "text", IsWithheld: false);

    private static DeliveryStep Begun(long position) => new(position, First: null, Outcome: null, "x11:0x1 XTerm");

    private static DeliveryStep Ended(long position, DeliveryOutcome outcome) => new(position, First: null, outcome, Window: null);
}
