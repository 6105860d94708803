using Swictation.Daemon.Host.Control;
using Swictation.Domain.Events;
using Swictation.Plumbing.Files;
using Swictation.Sockets.Commands;
using Swictation.Storage.Forgetting;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Control;

public sealed class ForgetActionTests
{
    private readonly FakeForgetting _log = new();
    private readonly FakeUnstored _unstored = new();
    private readonly FakeClock _clock = new();
    private readonly ForgetAction _action;

    public ForgetActionTests() => _action = new(_log, _unstored, () => _log.SetAside, _clock);

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
        Assert.Equal(("secret", ForgettingExtent.Figures), (wanted.Words, wanted.Extent));
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
    public async Task P11_What_is_not_stored_yet_goes_too_and_what_was_stored_since_it_was_shown()
    {
        _unstored.Count = 3;
        _unstored.Released = new(100, 120);

        var reply = Assert.IsType<ForgetReply>(await HandleAsync(new("forget", null, LogId: _log.LogId) { FromUs = 5, UpTo = 99 }));

        Assert.Equal((3 + 2 + 2, true), (reply.Forgotten, reply.IsSuccess));
        Assert.Contains("3 of them not stored yet", reply.Message, StringComparison.Ordinal);
        Assert.Equal(5, Assert.Single(_unstored.Asked).FromUs);
        Assert.Equal([(0, 99), (99, 120)], _log.Asked.Select(asked => (asked.Wanted.After, asked.Wanted.UpTo)));
    }

    [Fact]
    public async Task P11_Several_sessions_go_by_one_order()
    {
        var request = new CommandRequest("forget", null, LogId: _log.LogId) { Sessions = [[3, 3], [5, 7]], UpTo = 99 };

        Assert.True((await HandleAsync(request)).IsSuccess);

        Assert.Equal(1, _log.Orders);
        Assert.Equal([3, 5, 6, 7], _log.Asked.Select(asked => asked.Wanted.Session!.Value.Value));
        Assert.All(_log.Asked, asked => Assert.Equal((99, true), (asked.Wanted.UpTo, asked.Wanted.IsWholeSession)));
        Assert.Equal(4, _unstored.Asked.Count);
        var tooMany = await HandleAsync(new("forget", null) { Sessions = [[1, long.MaxValue]] });
        Assert.Equal(CommandErrorCode.RequestTooLarge, tooMany.Code);
    }

    [Theory]
    [InlineData(long.MinValue, long.MaxValue, 1, 1)]
    [InlineData(0, long.MaxValue, 0, long.MaxValue)]
    [InlineData(1, 60_000, 1, 60_000)]
    public async Task Ranges_of_more_sessions_than_are_forgotten_at_once_are_refused(long first, long last, long next, long end)
    {
        var reply = await HandleAsync(new("forget", null) { Sessions = [[first, last], [next, end]] });

        Assert.Equal(CommandErrorCode.RequestTooLarge, reply.Code);
        Assert.Equal(0, _log.Orders);
    }

    [Fact]
    public async Task A_range_that_ends_with_the_largest_number_ends_and_one_that_is_turned_round_is_none()
    {
        var reply = await HandleAsync(new("forget", null) { Sessions = [[long.MaxValue, long.MaxValue], [7, 3], [long.MaxValue, long.MinValue]] });

        Assert.True(reply.IsSuccess);
        Assert.Equal(long.MaxValue, Assert.Single(_log.Asked).Wanted.Session?.Value);
    }

    [Fact]
    public async Task P11_While_the_log_cannot_be_written_the_reply_says_what_stays()
    {
        _unstored.Count = 1;
        _log.Failure = new("/logs/metrics.db", new(Swictation.Domain.Reasons.ReasonCode.DiskFull));

        var reply = await HandleAsync(new("forget", null, SessionId: 1));

        Assert.Equal(CommandErrorCode.StorageFailed, reply.Code);
        Assert.Contains("1 event that had not been stored yet lost their words; what the log has of it stays", reply.Error, StringComparison.Ordinal);
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
