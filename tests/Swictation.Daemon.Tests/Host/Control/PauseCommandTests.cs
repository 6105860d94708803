using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>Actions that leave a session open, throw it away, or keep its text out of the log.</summary>
public sealed class PauseCommandTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Pause_resume_and_cancel_say_what_they_did()
    {
        _bench.Handle("start");

        _bench.AssertDone(_bench.Handle("pause"), "Recording paused", "idle");
        Assert.True(_bench.Status() is { Paused: true, Message: "The daemon is paused", State: "idle", SessionId: 1 });
        _bench.AssertDone(_bench.Handle("resume"), "Recording resumed", "recording");
        Assert.Null(_bench.Status().Paused);
        _bench.AssertDone(_bench.Handle("cancel"), "Recording cancelled", "idle");
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    public void Without_a_session_they_are_refused(string action)
    {
        var reply = _bench.Handle(action);

        Assert.Equal(("error", CommandErrorCode.NoSession), (reply.Status, reply.Code));
        Assert.Equal($"There is no session to {action}", reply.Error);
    }

    [Fact]
    public void Session_that_is_not_recorded_cannot_be_paused_or_resumed()
    {
        _bench.Handle("start");
        _bench.Recording.Backlog.IsEmpty = false;
        _bench.Handle("stop");

        Assert.Equal(CommandErrorCode.WrongState, _bench.Handle("pause").Code);
        Assert.Equal(CommandErrorCode.WrongState, _bench.Handle("resume").Code);
    }

    [Fact]
    public void Nothing_of_a_cancelled_session_is_tried_again()
    {
        _bench.Handle("start");
        _bench.Handle("cancel");

        var reply = _bench.Handle(new CommandRequest("retry", RequestId: null, SessionId: 1));

        Assert.Equal(("success", 0), (reply.Status, Assert.IsType<RetryReply>(reply).Queued));
    }

    [Fact]
    public void Off_the_record_is_turned_on_and_off_and_status_shows_it()
    {
        _bench.Handle("start");

        var on = _bench.Handle(new CommandRequest("off_the_record", RequestId: null, On: true));

        _bench.AssertDone(on, "Off the record from now on", "recording");
        Assert.True(Assert.IsType<RecordingReply>(on).OffTheRecord);
        Assert.True(_bench.Status() is { OffTheRecord: true, Message: "The daemon is recording, off the record" });
        var off = _bench.Handle(new CommandRequest("off_the_record", RequestId: null, On: false));
        Assert.True(off is RecordingReply { OffTheRecord: null, Message: "On the record again" });
        Assert.Null(_bench.Status().OffTheRecord);
        Assert.Equal(CommandErrorCode.MissingSwitch, _bench.Handle("off_the_record").Code);
    }
}
