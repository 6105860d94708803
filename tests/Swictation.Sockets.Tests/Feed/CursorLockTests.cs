using Swictation.Sockets.Feed;

namespace Swictation.Sockets.Tests.Feed;

[Trait("Category", "Stress")]
public sealed class CursorLockTests
{
    private readonly CursorLock _turn = new();

    [Fact]
    public void The_turn_belongs_to_the_loop_at_first() => Assert.False(_turn.TryTake());

    [Fact]
    public void A_parked_loop_can_be_relieved_once()
    {
        Assert.True(_turn.TryPark());

        Assert.True(_turn.TryTake());
        Assert.False(_turn.TryTake());
    }

    [Fact]
    public void A_call_keeps_the_turn_from_being_parked_once()
    {
        _turn.TryTake();
        _turn.TryTake();

        Assert.False(_turn.TryPark());
        Assert.True(_turn.TryPark());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_call_is_lost_in_100_000_rounds_and_only_one_has_the_turn(int callers)
    {
        using var model = new CursorLockModel(_turn);
        var loop = Task.Run(model.LoopAsync);

        var calling = Enumerable.Range(0, callers)
            .Select(caller => Task.Run(() => model.CallRepeatedly(100_000 / callers, looksItself: caller == 0)))
            .ToArray();
        await Task.WhenAll(calling);
        model.End();
        await loop;

        Assert.Equal(100_000, model.Seen);
        Assert.False(model.WasEverShared);
    }
}
