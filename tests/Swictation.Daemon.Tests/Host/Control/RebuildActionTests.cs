using Swictation.Daemon.Host.Control;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

public sealed class RebuildActionTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rebuilding_begins_and_the_reply_says_how_far_it_has_to_come(bool namesTheLog)
    {
        _bench.Handle("start");

        var reply = _bench.Handle(
            new CommandRequest("rebuild", RequestId: null, LogId: namesTheLog ? _bench.Recording.Log.LogId : null));

        Assert.Equal((true, _bench.Recording.Log.Head, 1), (reply.IsSuccess, reply.Seq, _bench.Rebuilt));
    }

    [Fact]
    public void Another_log_is_left_alone()
    {
        var reply = _bench.Handle(new CommandRequest("rebuild", RequestId: null, LogId: "another"));

        Assert.Equal((false, CommandErrorCode.OtherLog, 0), (reply.IsSuccess, reply.Code, _bench.Rebuilt));
    }

    [Fact]
    public void What_cannot_be_written_is_told()
    {
        var action = new RebuildAction(
            _bench.Recording.Log, () => throw new EventLogWriteException("metrics.db", new(ReasonCode.DiskFull)));

        var reply = action.Handle(new("rebuild", RequestId: null));

        Assert.Equal(CommandErrorCode.StorageFailed, reply.Code);
        Assert.Contains("the disk is full", reply.Error, StringComparison.Ordinal);
    }
}
