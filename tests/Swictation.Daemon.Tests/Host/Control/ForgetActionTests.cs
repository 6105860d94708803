using Swictation.Daemon.Host.Control;
using Swictation.Domain.Events;
using Swictation.Plumbing.Files;
using Swictation.Sockets.Commands;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Control;

public sealed class ForgetActionTests
{
    private readonly FakeForgetting _log = new();
    private readonly FakeClock _clock = new();
    private readonly ForgetAction _action;

    public ForgetActionTests() => _action = new(_log, () => _log.SetAside, _clock);

    [Fact]
    public async Task What_is_asked_for_is_forgotten()
    {
        _log.SetAside = ["/logs/metrics.db.damaged-1", "/logs/metrics.db.damaged-2"];
        var request = new CommandRequest("forget", null, SessionId: 3, LogId: _log.LogId)
        {
            Words = "secret",
            Positions = [[17, 18]],
            FromUs = 5,
            ToUs = 6,
            UpTo = 99,
            Counts = true,
            Files = ["/logs/metrics.db.damaged-2", "/etc/passwd"],
        };

        var reply = Assert.IsType<ForgetReply>(await HandleAsync(request));

        Assert.True(reply.IsSuccess);
        Assert.Equal(2, reply.Forgotten);
        var (wanted, files) = Assert.Single(_log.Asked);
        Assert.Equal((99L, 3L, 5L, 6L), (wanted.UpTo, wanted.Session!.Value.Value, wanted.FromUs!.Value, wanted.ToUs!.Value));
        Assert.Equal(("secret", false), (wanted.Words, wanted.KeepsCounts));
        Assert.Equal([new PositionRange(17, 18)], wanted.Positions!.Value);
        Assert.Equal(["/logs/metrics.db.damaged-2"], files.Select(file => file.Path));
    }

    [Fact]
    public async Task P11_As_long_as_a_copy_may_be_left_the_reply_is_pending_and_names_who_holds_it()
    {
        _log.IsForgetting = true;
        _log.ForgettingHeldBy = new FileHolder(4242, "sqlitebrowser");

        var reply = Assert.IsType<ForgetReply>(await HandleAsync(new("forget", null, SessionId: 1)));
        Assert.Equal((CommandReply.Pending, "sqlitebrowser (process 4242)"), (reply.Status, reply.HeldBy));

        _log.IsForgetting = false;
        Assert.True((await HandleAsync(new("forget", null))).IsSuccess);
        Assert.Single(_log.Asked);
    }

    [Fact]
    public async Task Another_log_is_not_touched()
    {
        var reply = await HandleAsync(new("forget", null, SessionId: 1, LogId: new string('f', 32)));

        Assert.Equal(CommandErrorCode.OtherLog, reply.Code);
        Assert.Empty(_log.Asked);
    }

    // The time that it waits passes at once.
    private async Task<CommandReply> HandleAsync(CommandRequest request)
    {
        var answering = _action.HandleAsync(request).AsTask();
        while (!answering.IsCompleted)
        {
            if (_log.IsForgetting && _clock.ArmedTimers > 0) _clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        return await answering;
    }
}
