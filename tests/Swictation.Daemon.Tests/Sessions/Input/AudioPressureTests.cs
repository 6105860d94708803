using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>What becomes of what was heard when something around it is slow, full, broken or at its end.</summary>
public sealed class AudioPressureTests
{
    // One at the recogniser, 64 that wait, and one in the hands of the listener.
    private const int MostHeard = 66;

    [Fact]
    public async Task Slow_recogniser_stops_listening_only_when_64_segments_wait()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        bench.Recorder.Start();

        bench.Source.Hear(Spoken(100));
        await Eventually.IsTrueAsync(() => bench.Source.FramesTaken == 2 * MostHeard, "listening waits");
        Assert.Empty(bench.Log.Texts());

        bench.Transcriber.Release();
        await bench.TextsAsync(100);
        Assert.Equal(Enumerable.Range(1, 100).Select(sound => $"said {sound}"), bench.Log.Texts());
    }

    [Fact]
    public async Task Microphone_does_not_wait_for_a_recogniser_that_hangs_and_the_log_says_what_was_given_up()
    {
        await using var bench = new AudioBench(isLive: true);
        bench.Transcriber.Hold();
        bench.Recorder.Start();
        // A sentence in memory takes a frame, a tenth of a second: 10 minutes hold 6,000, and one is being recognised.
        await bench.HearAsync(1, 0);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the first is being recognised");
        await bench.HearAsync(Spoken(4_000));
        await bench.HearAsync(Spoken(2_100));

        await Eventually.IsTrueAsync(() => bench.Dropped.Count() == 100, "100 sentences are given up");
        Assert.Equal(
            Enumerable.Range(1, 100).Select(sentence => Math.Round(sentence * 0.2, 3)),
            bench.Dropped.Select(dropped => dropped.StartS));
        Assert.All(bench.Dropped, dropped => Assert.Equal(0.1, dropped.DurationS));

        bench.Transcriber.Release();
        await bench.TextsAsync(6_001);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();
    }

    [Fact]
    public async Task End_of_the_source_leaves_the_session_open_with_everything_recorded()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(1, 0, 2);

        bench.Source.End();
        await bench.Running;

        Assert.Equal(["said 1", "said 2"], bench.Log.Texts());
        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
        Assert.Equal(Phase.Idle, bench.Recorder.Stop().Phase);
    }

    [Fact]
    public async Task Source_that_fails_is_told_after_everything_heard_is_recorded()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 0, 2);
        bench.Source.Fail("was unplugged");
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");
        Assert.False(bench.Running.IsCompleted);

        bench.Transcriber.Release();
        var error = await Assert.ThrowsAsync<AudioSourceException>(() => bench.Running);

        Assert.Equal("was unplugged", error.Reason.Words);
        Assert.Equal(["said 1", "said 2"], bench.Log.Texts());
        Assert.True(bench.Backlog.IsEmpty);
    }

    [Fact]
    public async Task Daemon_that_stops_transcribes_what_was_heard_and_ends_the_session()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 0, 2);
        bench.Recorder.Stop();
        await bench.StopDaemonAsync();
        Assert.False(bench.Running.IsCompleted);

        bench.Transcriber.Release();
        await bench.Running;

        Assert.Equal(["said 1", "said 2"], bench.Log.Texts());
        Assert.Equal("state_change idle", bench.Log.LinesButMetrics()[^1]);
    }

    [Fact]
    public async Task Daemon_that_stops_while_the_session_is_open_records_what_was_heard()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(1, 0, 2);

        await bench.StopDaemonAsync();
        await bench.Running;

        Assert.Equal(["said 1", "said 2"], bench.Log.Texts());
    }

    [Fact]
    public async Task Full_disk_does_not_hold_up_transcribing_and_loses_nothing()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(1, 0);
        await bench.TextsAsync(1);
        bench.Disk.IsFull = true;
        await bench.HearAsync(2, 0, 3, 0);
        await bench.TextsAsync(3);
        Assert.Equal(["said 1"], bench.Log.Texts());

        bench.Disk.IsFull = false;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Recorder.UpdateMetrics();

        Assert.Equal(["said 1", "said 2", "said 3"], bench.Log.Texts());
    }

    [Fact]
    public async Task Full_disk_does_not_hold_up_the_end_of_the_session()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1);
        bench.Recorder.Stop();
        bench.Disk.IsFull = true;
        bench.Transcriber.Release();
        await bench.SessionEndsAsync();

        bench.Disk.IsFull = false;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        bench.Recorder.UpdateMetrics();

        Assert.Equal(["said 1"], bench.Log.Texts());
        Assert.Equal("state_change idle", bench.Log.LinesButMetrics()[^1]);
    }

    [Fact]
    public async Task Disk_that_is_full_to_the_end_ends_the_input_all_the_same()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(1);
        bench.Disk.IsFull = true;

        await bench.StopDaemonAsync();
        await bench.Running.WaitAsync(LineClient.Deadline);

        Assert.NotEmpty(bench.Recorder.ReleaseOrGiveUp());
    }

    [Fact]
    public async Task Bug_in_the_recogniser_ends_the_input()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recognise = _ => throw new InvalidOperationException("a bug");
        bench.Recorder.Start();

        bench.Source.Hear(Spoken(100));

        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.Running.WaitAsync(LineClient.Deadline));
    }

    private static short[] Spoken(int segments) =>
        [.. Enumerable.Range(1, segments).SelectMany(sound => new[] { (short)sound, (short)0 })];
}
