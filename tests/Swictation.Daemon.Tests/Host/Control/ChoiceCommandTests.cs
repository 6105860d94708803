using Swictation.Domain.Recognition;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>Two keys: each names what recognises the session that it begins.</summary>
public sealed class ChoiceCommandTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("start")]
    [InlineData("toggle")]
    public void Session_begins_with_its_choice_and_status_says_so(string action)
    {
        _bench.AssertDone(Choose(action, "de", "auto"), "Recording started", "recording");

        Assert.Equal(("de", "auto"), (_bench.Status().Transcriber, _bench.Status().Language));
        Assert.Equal([new RecogniserChoice("de", "auto")], _bench.Input.Prepared);
    }

    [Fact]
    public void Choice_ends_with_its_session()
    {
        Choose("toggle", "de");
        _bench.AssertDone(Choose("toggle", "en"), "Recording stopped", "idle");
        Assert.Null(_bench.Status().Transcriber);

        _bench.Handle("toggle");

        Assert.Null(_bench.Status().Transcriber);
        Assert.Equal([new RecogniserChoice("de", null)], _bench.Input.Prepared);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("toggle")]
    public void Name_that_there_is_not_is_refused_and_nothing_begins(string action)
    {
        var head = _bench.Recording.Log.Head;

        var reply = Choose(action, "unknown");

        Assert.Equal(CommandErrorCode.UnknownTranscriber, reply.Code);
        Assert.Equal("Nothing is recorded: unknown: is no recogniser of this daemon; there are de, en", reply.Error);
        Assert.Equal(head, _bench.Recording.Log.Head);
        Assert.False(_bench.Recording.Recorder.State.IsOpen);
    }

    [Fact]
    public void Key_stops_whatever_it_names()
    {
        _bench.Handle("start");

        _bench.AssertDone(Choose("toggle", "unknown"), "Recording stopped", "idle");
    }

    [Fact]
    public void Session_that_goes_on_keeps_its_recogniser()
    {
        Choose("start", "de");
        _bench.AssertDone(Choose("start", "unknown"), "Already recording", "recording");
        _bench.Handle("pause");
        _bench.AssertDone(Choose("toggle", "en"), "Recording resumed", "recording");

        Assert.Equal("de", _bench.Status().Transcriber);
    }

    private CommandReply Choose(string action, string? transcriber, string? language = null) =>
        _bench.Handle(new CommandRequest(action, RequestId: null, Transcriber: transcriber, Language: language));
}
