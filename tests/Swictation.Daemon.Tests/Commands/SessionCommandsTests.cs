using Swictation.Daemon.Commands;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Metrics;
using Swictation.Daemon.Tests.Recording;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Commands;

/// <summary>The actions by which a session is paused, cancelled and taken off the record.</summary>
public sealed class SessionCommandsTests : IDisposable
{
    private readonly RecorderBench _bench = RecorderBench.Idle();
    private readonly ScriptedInput _input = new(_ => Task.CompletedTask);
    private readonly FakeLifetime _lifetime = new();
    private readonly DaemonCommands _commands;

    public SessionCommandsTests() =>
        _commands = new(_bench.Recorder, _bench.Log, _input, _lifetime, SampleMetrics.Create);

    public void Dispose()
    {
        _bench.Dispose();
        _lifetime.Dispose();
    }

    [Fact]
    public void Pause_resume_and_cancel_say_what_they_did()
    {
        Handle("start");

        AssertDone(Handle("pause"), "Recording paused", "idle");
        Assert.True(Handle("status") is { Paused: true, Message: "The daemon is paused", State: "idle", SessionId: 1 });
        AssertDone(Handle("resume"), "Recording resumed", "recording");
        Assert.Null(Handle("status").Paused);
        AssertDone(Handle("cancel"), "Recording cancelled", "idle");
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    public void Without_a_session_they_are_refused(string action)
    {
        var reply = Handle(action);

        Assert.Equal(("error", CommandErrorCode.NoSession), (reply.Status, reply.Code));
        Assert.Equal($"There is no session to {action}", reply.Error);
    }

    [Fact]
    public void Session_that_is_not_recorded_cannot_be_paused_or_resumed()
    {
        Handle("start");
        _bench.Backlog.IsEmpty = false;
        Handle("stop");

        Assert.Equal(CommandErrorCode.WrongState, Handle("pause").Code);
        Assert.Equal(CommandErrorCode.WrongState, Handle("resume").Code);
    }

    [Fact]
    public void Nothing_of_a_cancelled_session_is_tried_again()
    {
        Handle("start");
        Handle("cancel");

        var reply = _commands.Handle(new("retry", RequestId: null, SessionId: 1));

        Assert.Equal(("success", 0), (reply.Status, reply.Queued));
    }

    [Fact]
    public void Off_the_record_is_turned_on_and_off_and_status_shows_it()
    {
        Handle("start");

        var on = _commands.Handle(new("off_the_record", RequestId: null, On: true));

        AssertDone(on, "Off the record from now on", "recording");
        Assert.True(on.OffTheRecord);
        Assert.True(Handle("status") is { OffTheRecord: true, Message: "The daemon is recording, off the record" });
        var off = _commands.Handle(new("off_the_record", RequestId: null, On: false));
        Assert.True(off is { OffTheRecord: null, Message: "On the record again" });
        Assert.Null(Handle("status").OffTheRecord);
        Assert.Equal(CommandErrorCode.MissingSwitch, Handle("off_the_record").Code);
    }

    private CommandReply Handle(string action) => _commands.Handle(new(action, RequestId: null));

    private void AssertDone(CommandReply reply, string message, string state, long? session = 1)
    {
        Assert.True(reply.IsSuccess);
        Assert.Equal(
            (message, state, session, _bench.Log.Head), (reply.Message, reply.State, reply.SessionId, reply.Seq));
    }
}
