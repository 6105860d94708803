using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

public sealed class DeliveryActionsTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Transcription_is_begun_once_unless_the_user_asks_again()
    {
        var said = Say("one");

        Assert.True(Begin(said).IsSuccess);
        Assert.Equal(CommandErrorCode.AlreadyBegun, Begin(said).Code);
        Assert.True(Begin(said, again: true).IsSuccess);
        Assert.True(Begin(Say("two")).IsSuccess);
        Assert.Equal(CommandErrorCode.AlreadyBegun, Begin(said).Code);
    }

    [Fact]
    public void Transcription_that_was_passed_over_is_not_begun_later()
    {
        var (first, second) = (Say("one"), Say("two"));

        Assert.True(_bench.Handle(new CommandRequest("text_delivered", null) { Position = second, First = first, Outcome = "too_old" }).IsSuccess);

        Assert.Equal(CommandErrorCode.AlreadyBegun, Begin(first).Code);
        Assert.Equal(CommandErrorCode.AlreadyBegun, Begin(second).Code);
    }

    [Fact]
    public void What_was_begun_before_a_restart_is_begun_no_more()
    {
        var said = Say("one");
        Assert.True(Begin(said).IsSuccess);
        var restarted = new Swictation.Daemon.Host.Control.DeliveryActions(_bench.Recording.Recorder, _bench.Recording.Log);

        var reply = restarted.Begin(new CommandRequest("delivery_begun", null) { Position = said, Way = "wayland" });

        Assert.Equal(CommandErrorCode.AlreadyBegun, reply.Code);
    }

    [Fact]
    public void Only_transcriptions_of_this_log_are_delivered()
    {
        var said = Say("one");

        Assert.Equal(CommandErrorCode.InvalidDelivery, Begin(said + 1000).Code);
        Assert.Equal(CommandErrorCode.InvalidDelivery, Begin(1).Code);
        Assert.Equal(CommandErrorCode.InvalidDelivery, _bench.Handle(new CommandRequest("delivery_begun", null) { Position = said }).Code);
        Assert.Equal(
            CommandErrorCode.OtherLog,
            _bench.Handle(new CommandRequest("delivery_begun", null, LogId: "another") { Position = said, Way = "wayland" }).Code);
    }

    [Fact]
    public void Deliveries_are_to_be_read_from_before_the_last_session()
    {
        var said = Say("one");

        var start = Assert.IsType<DeliveriesReply>(_bench.Handle("deliveries"));

        Assert.InRange(start.After, 0, said - 1);
        Assert.Equal(_bench.Recording.Log.LogId, start.LogId);
    }

    private CommandReply Begin(long position, bool again = false) =>
        _bench.Handle(new CommandRequest("delivery_begun", null) { Position = position, Way = "wayland", Again = again ? true : null });

    // The position of its transcription.
    private long Say(string text)
    {
        if (_bench.Recording.Recorder.State.Session is null) _bench.Handle("start");
        var before = _bench.Recording.Log.Head;
        Assert.True(_bench.Recording.TryRecord(_bench.Recording.Recorder.State.Session!.Value.Value, text));
        return Enumerable.Range(1, (int)(_bench.Recording.Log.Head - before))
            .Select(offset => before + offset)
            .Last(position => _bench.Recording.Log.ReadAfter(position - 1)[0].Type == "transcription");
    }
}
