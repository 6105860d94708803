using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>Audio is on the disk before it is recognised, and until its text is committed.</summary>
public sealed class AudioOnDiskTests
{
    [Fact]
    public async Task Audio_stays_on_the_disk_until_its_transcription_is_committed()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(0, 1, 0);
        bench.Recorder.Stop();
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the recogniser has begun");

        var stored = Assert.Single(bench.Store.FindUnfinished());
        Assert.Equal((new SessionId(1), 4_800), (stored.Session, stored.Samples));
        Assert.Equal(
            [.. Enumerable.Repeat((short)0, 1_600), .. Enumerable.Repeat((short)1, 1_600), .. new short[1_600]],
            bench.Store.Read(stored));

        bench.Transcriber.Release();
        await bench.SessionEndsAsync();
        Assert.Empty(bench.Store.FindUnfinished());
    }

    [Fact]
    public async Task Silence_leaves_nothing_on_the_disk()
    {
        await using var bench = new AudioBench();
        // More than half a minute: a file of its own.
        await bench.StartAndHearAsync(new short[320]);

        await Eventually.IsTrueAsync(
            () => bench.Store.FindUnfinished() is [{ Position: 480_000 }], "the first half minute is deleted");
    }

    [Fact]
    public async Task Second_turn_of_a_session_goes_on_behind_the_first_one()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 1, 0);
        bench.Recorder.Stop();
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");
        await bench.StartAndHearAsync(2, 0);

        Assert.Equal([0, 4_800], bench.Store.FindUnfinished().Select(stored => stored.Position));

        bench.Transcriber.Release();
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();
        Assert.Empty(bench.Store.FindUnfinished());
    }

    [Fact]
    public async Task Session_of_another_process_never_goes_on_where_something_is_recorded_already()
    {
        await using var bench = new AudioBench(openSince: TimeSpan.FromSeconds(1), leftSamples: 160_000);

        await bench.HearAsync(1, 0);
        await bench.TextsAsync(1);

        Assert.Equal([10.0], bench.StartsS);
        Assert.Equal([0, 160_001], bench.Store.FindUnfinished().Select(stored => stored.Position));
    }

    [Fact]
    public async Task Segment_that_fails_is_kept_apart_and_an_event_says_so()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("the model is broken");
        await bench.StartAndHearAsync(0, 0, 5, 5, 0);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        var kept = Assert.Single(bench.Store.FindFailed());
        Assert.Equal((3_200, 3_200), (kept.Position, kept.SpokenSamples));
        Assert.Equal(Enumerable.Repeat((short)5, 3_200), bench.Store.Read(kept));
        var told = bench.Log.Events().OfType<AudioKept>().Single();
        Assert.Equal((0.2, 0.2, kept.Name), (told.StartS, told.DurationS, told.File));
        Assert.Empty(bench.Store.FindUnfinished());
    }

    [Fact]
    public async Task Segment_that_fails_and_cannot_be_kept_apart_stays_in_the_recording()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("the model is broken");
        Directory.CreateDirectory(bench.Store.Place);
        File.WriteAllText(Path.Combine(bench.Store.Place, "failed"), "a file where the directory should be");
        await bench.StartAndHearAsync(5, 0);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Single(bench.Log.Events().OfType<SegmentFailed>());
        Assert.Empty(bench.Log.Events().OfType<AudioKept>());
        Assert.Single(bench.Store.FindUnfinished());
    }

    [Fact]
    public async Task Audio_that_cannot_be_stored_is_recognised_all_the_same()
    {
        await using var bench = new AudioBench();
        File.WriteAllText(bench.Store.Place, "a file where the directory should be");

        await bench.StartAndHearAsync(1, 0);
        await bench.TextsAsync(1);

        Assert.Equal(["said 1"], bench.Log.Texts());
    }
}
