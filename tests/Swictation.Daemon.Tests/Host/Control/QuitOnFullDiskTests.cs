using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>Nothing is lost by a quit that nobody has confirmed.</summary>
public sealed class QuitOnFullDiskTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public QuitOnFullDiskTests()
    {
        _bench.Handle("start");
        _bench.Recording.Disk.IsFull = true;
        _bench.Recording.TryRecord(1, "the last words");
    }

    private bool IsEnding => _bench.Lifetime.ApplicationStopping.IsCancellationRequested;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void First_quit_says_what_is_at_risk_and_a_second_one_ends_the_daemon()
    {
        var asked = _bench.Handle("quit");

        Assert.Equal((false, CommandErrorCode.EventsAtRisk), (asked.IsSuccess, asked.Code));
        Assert.Contains("events cannot be stored (the disk is full)", asked.Error, StringComparison.Ordinal);
        Assert.False(IsEnding);

        var answered = _bench.Handle("quit");

        Assert.True(answered.IsSuccess);
        Assert.Contains("may be lost", answered.Message, StringComparison.Ordinal);
        Assert.True(IsEnding);
    }

    [Fact]
    public void Forced_quit_asks_nobody()
    {
        Assert.True(_bench.Handle(new CommandRequest("quit", RequestId: null, Force: true)).IsSuccess);
        Assert.True(IsEnding);
    }

    [Fact]
    public void Quit_ends_the_daemon_at_once_where_events_can_be_saved_and_says_where()
    {
        _bench.PlaceWithRoom = "/run/user/1000/";

        var reply = _bench.Handle("quit");

        Assert.True(reply.IsSuccess);
        Assert.Contains("will be saved in /run/user/1000/", reply.Message, StringComparison.Ordinal);
        Assert.True(IsEnding);
    }

    [Fact]
    public void An_answer_holds_for_its_own_outage_only()
    {
        _bench.Handle("quit");
        _bench.Recording.Disk.IsFull = false;
        _bench.Recording.Advance(1);
        _bench.Recording.Recorder.UpdateMetrics();
        Assert.Null(_bench.Recording.Recorder.Outage);
        _bench.Recording.Advance(1);
        _bench.Recording.Disk.IsFull = true;
        _bench.Recording.TryRecord(1, "more words");

        Assert.Equal(CommandErrorCode.EventsAtRisk, _bench.Handle("quit").Code);
    }
}
