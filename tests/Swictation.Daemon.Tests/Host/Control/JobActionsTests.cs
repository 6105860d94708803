using Swictation.Daemon.Host.Control;
using Swictation.Daemon.Tests.Sessions.Input;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;
using Swictation.Sockets.Commands;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Control;

public sealed class JobActionsTests
{
    [Fact]
    public async Task A_sentence_is_recognised_again_and_told_once()
    {
        await using var bench = new AudioBench(retention: AudioRetention.Always);
        await bench.StartAndHearAsync(0, 4, 0);
        await bench.TextsAsync(1);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();
        var sentence = bench.Log.EventsAfter(0).Last(stored => stored.Type == Transcription.TypeName).Sequence;
        var actions = new JobActions(bench.Jobs, bench.Log, () => null);
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Text("said 4");
        bench.Work();

        var begun = Assert.IsType<JobReply>(actions.Handle(new("recognise", RequestId: null, SessionId: 1) { Position = sentence }));
        var steps = new List<RecognitionStep>();
        JobReply last = begun;
        await Eventually.IsTrueAsync(
            () =>
            {
                last = Assert.IsType<JobReply>(actions.Handle(new("job", RequestId: null) { Job = begun.Job }));
                steps.AddRange(last.Steps);
                return last.Over;
            },
            "the job is over");

        Assert.Equal([(RecognitionOutcome.Unchanged, sentence)], steps.Select(step => (step.Outcome, step.Position!.Value)));
        Assert.Equal((1L, null, last.TotalS), (last.SessionId, last.Reason, last.DoneS));
    }

    [Fact]
    public async Task What_cannot_be_recognised_is_refused()
    {
        await using var bench = new AudioBench();
        bench.Recorder.Start();
        var actions = new JobActions(bench.Jobs, bench.Log, () => null);

        Assert.Equal(CommandErrorCode.MissingSession, CodeOf(new("recognise", null)));
        Assert.Equal(CommandErrorCode.SessionUnknown, CodeOf(new("recognise", null, SessionId: 7)));
        Assert.Equal(CommandErrorCode.NoSentence, CodeOf(new("recognise", null, SessionId: 1) { Position = 1 }));
        Assert.Equal(CommandErrorCode.NoSentence, CodeOf(new("recognise", null, SessionId: 1) { Position = 4711 }));
        Assert.Equal(CommandErrorCode.OtherLog, CodeOf(new("recognise", null, SessionId: 1, LogId: "other")));
        Assert.Equal(CommandErrorCode.MissingPath, CodeOf(new("transcribe", null)));
        Assert.Equal(CommandErrorCode.MissingPath, CodeOf(new("transcribe", null) { Path = "talk.wav" }));
        Assert.Equal(CommandErrorCode.NoJob, CodeOf(new("job", null)));
        Assert.Equal(CommandErrorCode.NoJob, CodeOf(new("job", null) { Job = 1 }));
        Assert.True(actions.Handle(new("transcribe", null) { Path = "/talk.wav" }).IsSuccess);
        Assert.Equal(CommandErrorCode.Busy, CodeOf(new("transcribe", null) { Path = "/talk.wav" }));
        Assert.Equal(CommandErrorCode.NoRecogniser, new JobActions(null, bench.Log, () => null).Handle(new("job", null)).Code);

        CommandErrorCode? CodeOf(CommandRequest request) => actions.Handle(request).Code;
    }
}
