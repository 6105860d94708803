using Swictation.Sockets.Commands;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Commands;

/// <summary>Requests that come while others are being answered.</summary>
public sealed class AnsweredRequestsTests
{
    private static readonly CommandReply Started = CommandReply.Success("Recording started");
    private static readonly CommandReply Refused = CommandReply.Failure(CommandErrorCode.WrongState, "Not now");

    private readonly AnsweredRequests _answered = new(TimeSpan.FromMinutes(1), new FakeClock());
    private readonly TaskCompletionSource<CommandReply> _first = new();
    private int _done;

    [Fact]
    public async Task The_same_id_while_the_first_is_being_answered_gets_the_same_reply_and_is_done_once()
    {
        var first = AskAsync("r1", FirstAsync);
        var again = AskAsync("r1", FirstAsync);

        Assert.Equal((1, false, false), (_done, first.IsCompleted, again.IsCompleted));
        _first.SetResult(Started);

        Assert.Equal(Started with { RequestId = "r1" }, await first);
        Assert.Same(await first, await again);
        Assert.Same(await first, await AskAsync("r1", FirstAsync));
        Assert.Equal(1, _done);
    }

    [Fact]
    public async Task Another_id_and_none_do_not_wait_for_the_one_that_is_being_answered()
    {
        var first = AskAsync("r1", FirstAsync);

        var other = await AskAsync("r2", AtOnceAsync).WaitAsync(LineClient.Deadline);
        var none = await AskAsync(id: null, AtOnceAsync).WaitAsync(LineClient.Deadline);

        Assert.Equal(("r2", null, false), (other.RequestId, none.RequestId, first.IsCompleted));
        _first.SetResult(Started);
        Assert.Equal("r1", (await first).RequestId);
    }

    [Fact]
    public async Task A_refusal_goes_to_all_who_have_waited_for_it_and_is_not_kept()
    {
        var first = AskAsync("r1", FirstAsync);
        var again = AskAsync("r1", FirstAsync);

        _first.SetResult(Refused);

        Assert.Same(await first, await again);
        Assert.True((await AskAsync("r1", AtOnceAsync)).IsSuccess);
        Assert.Equal(2, _done);
    }

    [Fact]
    public async Task A_mistake_leaves_nobody_waiting_and_the_id_can_be_asked_again()
    {
        var first = AskAsync("r1", FirstAsync);
        var again = AskAsync("r1", FirstAsync);

        _first.SetException(new InvalidOperationException("a mistake"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again);
        Assert.True((await AskAsync("r1", AtOnceAsync)).IsSuccess);
    }

    private Task<CommandReply> AskAsync(string? id, Func<CommandRequest, ValueTask<CommandReply>> answer) =>
        _answered.GetOrAnswerAsync(new("start", id), answer).AsTask();

    private async ValueTask<CommandReply> FirstAsync(CommandRequest request)
    {
        _done++;
        return await _first.Task;
    }

    private ValueTask<CommandReply> AtOnceAsync(CommandRequest request)
    {
        _done++;
        return ValueTask.FromResult(Started);
    }
}
