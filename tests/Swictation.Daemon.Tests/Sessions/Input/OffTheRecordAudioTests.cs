using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>Audio that is heard off the record.</summary>
public sealed class OffTheRecordAudioTests
{
    [Fact]
    public async Task Nothing_of_it_is_written_and_it_is_recognised_all_the_same()
    {
        await using var bench = new AudioBench();
        bench.Recorder.SetOffTheRecord(true);
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(0, 7, 0, 8);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the recogniser has begun");

        Assert.False(Directory.Exists(bench.Store.Place));
        bench.Transcriber.Release();
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.False(Directory.Exists(bench.Store.Place));
        Assert.All(bench.Log.Events().OfType<Transcription>(), said => Assert.True(said.IsOffTheRecord));
        Assert.Equal(["said 7", "said 8"], bench.Log.Texts());
    }

    [Fact]
    public async Task The_sentence_is_cut_where_it_is_turned_on_and_where_it_is_turned_off()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(1, 1);
        bench.Recorder.SetOffTheRecord(true);
        await bench.TextsAsync(1);
        await bench.HearAsync(2, 2);
        bench.Recorder.SetOffTheRecord(false);
        await bench.TextsAsync(2);
        await bench.HearAsync(3, 0);
        await bench.TextsAsync(3);

        var said = bench.Log.Events().OfType<Transcription>().ToList();
        Assert.Equal(
            [("said 1", false), ("said 2", true), ("said 3", false)], said.Select(s => (s.Text, s.IsOffTheRecord)));
        Assert.Equal([0, 0.2, 0.4], bench.StartsS);
        // Of the turn that goes on, from its beginning.
        Assert.Equal([6_400], bench.Store.FindUnfinished().Select(stored => stored.Position));
    }

    [Fact]
    public async Task What_the_recogniser_fails_on_is_not_kept_and_what_it_says_is_withheld()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("it sounded like a secret");
        bench.Recorder.SetOffTheRecord(true);
        await bench.StartAndHearAsync(7, 0);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        var failed = bench.Log.Events().OfType<SegmentFailed>().Single();
        Assert.DoesNotContain("secret", failed.Error, StringComparison.Ordinal);
        Assert.Empty(bench.Log.Events().OfType<AudioKept>());
        Assert.False(Directory.Exists(bench.Store.Place));
    }
}
