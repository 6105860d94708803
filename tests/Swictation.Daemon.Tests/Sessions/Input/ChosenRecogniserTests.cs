using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>Two keys, two languages: a session is recognised by what it has chosen, and by nothing else.</summary>
public sealed class ChosenRecogniserTests
{
    private static readonly RecogniserChoice German = new("whisper", "de");
    private static readonly RecogniserChoice French = new("whisper", "fr");

    [Fact]
    public async Task Session_is_recognised_by_what_it_has_chosen_and_the_next_one_by_the_daemons_own()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recogniser = new("own");
        bench.Prepare(German);
        var before = bench.Log.Head;

        bench.Recorder.Execute(SessionCommand.Start, German);
        await bench.HearAsync(1, 0);
        await bench.TextsAsync(1);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();
        Assert.Equal("recogniser_changed 1 whisper-de", bench.Log.LinesButMetrics(before)[1].TrimEnd());

        await bench.StartAndHearAsync(2, 0);
        await bench.TextsAsync(1);
        Assert.Equal(["whisper-de 1", "said 2"], Texts(bench));
        Assert.Equal(["whisper-de", "own"], bench.Log.Events().OfType<RecogniserChanged>().Select(said => said.Recogniser));
    }

    [Fact]
    public async Task Start_that_goes_on_with_a_session_changes_nothing()
    {
        await using var bench = new AudioBench();
        bench.Prepare(German);
        bench.Prepare(French);

        bench.Recorder.Execute(SessionCommand.Start, German);
        bench.Recorder.Execute(SessionCommand.Start, French);
        await bench.HearAsync(1, 0);
        await bench.TextsAsync(1);

        Assert.Equal(["whisper-de 1"], Texts(bench));
        Assert.Equal(German, bench.Recorder.Choices.Of(new SessionId(1)));
    }

    [Fact]
    public async Task Speech_that_waits_is_recognised_by_what_its_own_session_has_chosen()
    {
        await using var bench = new AudioBench();
        bench.Prepare(German);
        bench.Prepare(French);
        bench.Shelf[German].Hold();

        bench.Recorder.Execute(SessionCommand.Start, German);
        await bench.HearAsync(1, 0, 2, 0);
        bench.Recorder.Stop();
        bench.Shelf[German].Release();
        await bench.SessionEndsAsync();
        bench.Recorder.Execute(SessionCommand.Start, French);
        await bench.HearAsync(3, 0);
        await bench.TextsAsync(1);

        Assert.Equal(["whisper-de 1", "whisper-de 2", "whisper-fr 3"], Texts(bench));
    }

    [Fact]
    public async Task Segment_is_tried_again_by_what_its_session_has_chosen()
    {
        await using var bench = new AudioBench();
        bench.Prepare(German);
        bench.Shelf[German].Recognise = _ => new TranscriptionResult.Failed("no memory");
        bench.Recorder.Execute(SessionCommand.Start, German);
        await bench.HearAsync(1, 0);
        await Eventually.IsTrueAsync(() => bench.Log.Events().OfType<AudioKept>().Any(), "the segment is kept");

        bench.Shelf[German].Recognise = sound => new TranscriptionResult.Text($"again {sound}");
        bench.Retry(new SessionId(1));
        await bench.TextsAsync(1);

        Assert.Equal(["again 1"], Texts(bench));
        Assert.Equal(0, bench.Transcriber.Calls);
    }

    private static IEnumerable<string> Texts(AudioBench bench) =>
        bench.Log.Events().OfType<Transcription>().Select(said => said.Text);
}
