using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>The log says what recognised each session, and each text in it.</summary>
public sealed class RecognisersInTheLogTests
{
    private static readonly Recogniser Whisper = new("whisper", "/m.bin", new('a', 64), "de", "threads=4");

    [Fact]
    public async Task Each_session_begins_with_what_recognises_it()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recogniser = Whisper;
        var before = bench.Log.Head;

        await bench.StartAndHearAsync(1, 0);
        await bench.TextsAsync(1);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();
        bench.Recorder.Start();

        Assert.Equal(
            ["session_start 1", "recogniser_changed 1 whisper /m.bin", "state_change recording", "transcription said 1"],
            bench.Log.LinesButMetrics(before)[..4]);
        Assert.Equal(
            [new SessionId(1), new SessionId(2)],
            bench.Log.Events().OfType<RecogniserChanged>().Select(changed => changed.Session));
        Assert.All(bench.Log.Events().OfType<RecogniserChanged>(), changed => Assert.Equal(Whisper, changed.What));
    }

    [Fact]
    public async Task Change_within_a_session_stands_before_the_first_text_of_the_new_one()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recogniser = Whisper;
        await bench.StartAndHearAsync(1, 0);
        await bench.TextsAsync(1);
        var before = bench.Log.Head;

        bench.Transcriber.Recogniser = Whisper with { Language = "en" };
        bench.Source.Hear(2, 0, 3, 0);
        await bench.TextsAsync(3);

        var lines = bench.Log.LinesButMetrics(before)
            .Where(line => line.StartsWith("recogniser", StringComparison.Ordinal)
                || line.StartsWith("transcription", StringComparison.Ordinal));
        Assert.Equal(["recogniser_changed 1 whisper /m.bin", "transcription said 2", "transcription said 3"], lines);
    }

    [Fact]
    public async Task Late_text_has_the_recogniser_that_made_it()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recogniser = Whisper;
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("no memory");
        await bench.StartAndHearAsync(1, 0);
        await Eventually.IsTrueAsync(
            () => bench.Log.Events().OfType<AudioKept>().Any(), "the segment is kept");
        var before = bench.Log.Head;

        bench.Transcriber.Recogniser = new("server", "big");
        bench.Transcriber.Recognise = FakeTranscriber.Say;
        bench.Retry(new SessionId(1));
        await bench.TextsAsync(1);

        Assert.Equal(
            ["recogniser_changed 1 server big", "transcription said 1", "segment_measured"],
            bench.Log.LinesButMetrics(before));
    }
}
