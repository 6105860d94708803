using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>Sessions one after another, and sessions that go on before they have ended.</summary>
public sealed class AudioTurnTests
{
    [Fact]
    public async Task Next_session_begins_with_the_audio_that_comes_next()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(0, 1, 0);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1));

        await bench.StartAndHearAsync(0, 0, 2);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Equal([0.1, 0.2], bench.StartsS);
        Assert.Equal(
            [new SessionId(1), new(2)], bench.Log.Events().OfType<Transcription>().Select(said => said.Session));
    }

    [Fact]
    public async Task Session_that_goes_on_counts_its_recorded_time_on_and_not_the_pause()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(0, 1, 0, 0);
        bench.Recorder.Stop();
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");
        bench.Time.Advance(TimeSpan.FromSeconds(20));

        await bench.StartAndHearAsync(0, 2, 0);
        bench.Transcriber.Release();
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Equal([0.1, 0.5], bench.StartsS);
    }

    [Fact]
    public async Task Session_of_another_process_goes_on_at_the_time_that_the_clock_tells()
    {
        await using var bench = new AudioBench(openSince: TimeSpan.FromSeconds(8));

        await bench.HearAsync(0, 1, 0, 2, 0);
        await bench.TextsAsync(2);

        Assert.Equal([8.1, 8.3], bench.StartsS);
    }

    [Fact]
    public async Task Session_that_goes_on_ends_once_when_both_turns_are_transcribed()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1);
        bench.Recorder.Stop();
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");
        await bench.StartAndHearAsync(2);
        bench.Recorder.Stop();

        bench.Transcriber.Release();
        await bench.SessionEndsAsync();

        Assert.Equal(["said 1", "said 2"], bench.Log.Texts());
        Assert.Single(bench.Log.Events().OfType<SessionEnd>());
    }

    [Fact]
    public async Task Turn_that_is_over_before_the_listener_is_free_leaves_nothing_open()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        bench.Recorder.Start();
        // One segment is at the recogniser, 64 wait, and the listener waits with one more.
        bench.Source.Hear([.. Enumerable.Range(1, 66).SelectMany(sound => new[] { (short)sound, (short)0 })]);
        await Eventually.IsTrueAsync(() => bench.Source.FramesTaken == 132, "the listener waits for room");
        bench.Recorder.Stop();
        bench.Recorder.Start();
        bench.Recorder.Stop();

        bench.Transcriber.Release();
        await bench.SessionEndsAsync();

        Assert.Equal(66, bench.Log.Texts().Length);
    }
}
