using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

public sealed class LiveAudioSourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Preroll = TimeSpan.FromMilliseconds(60);

    [Fact]
    public async Task What_was_heard_just_before_is_heard_first()
    {
        await using var bench = new LiveBench(Preroll);
        await bench.HearIdleAsync(1, 2, 3, 4, 5, 6);

        bench.StartReading();
        bench.Device.Hear(7, 8);

        // The newest frame may still be on its way into the ring when reading starts.
        await Eventually.IsTrueAsync(() => bench.Sounds is [.., 7, 8], "all is read");
        Assert.Equal([4, 5, 6, 7, 8], bench.Sounds[^5..]);
        Assert.InRange(bench.Sounds.Length, 5, 6);
    }

    [Fact]
    public async Task Nothing_is_heard_twice()
    {
        await using var bench = new LiveBench(Preroll);
        bench.StartReading();
        bench.Device.Hear(1, 2, 3);
        await bench.HeardAsync(3);
        await bench.StopReadingAsync();

        await bench.HearIdleAsync(4);
        bench.StartReading();
        bench.Device.Hear(5);

        await bench.HeardAsync(5);
        Assert.Equal([1, 2, 3, 4, 5], bench.Sounds);
    }

    [Fact]
    public async Task Nothing_is_heard_that_was_said_before_the_moment_from_which_on_it_may_be()
    {
        await using var bench = new LiveBench(Preroll);
        await bench.HearIdleAsync(1, 2, 3);
        // In the middle of a frame.
        var moment = bench.Time.GetTimestamp() - TimeSpan.FromMilliseconds(10).Ticks;
        await bench.HearIdleAsync(4);

        bench.StartReading(moment);
        bench.Device.Hear(5);

        await bench.HeardAsync(3);
        Assert.Equal([3, 4, 5], bench.Sounds);
        Assert.Equal(160, bench.Frames[1].Position - bench.Frames[0].Position);
    }

    [Fact]
    public async Task Reader_that_is_late_hears_nothing_that_was_said_after_it_was_to_stop()
    {
        await using var bench = new LiveBench(Preroll);
        bench.StartReading();
        bench.Device.Hear(1);
        await bench.HeardAsync(1);

        using (bench.HoldReader())
        {
            await bench.HearIdleAsync(2, 3);
            bench.BeginToStopReading();
            await bench.HearIdleAsync(4, 5);
        }

        await bench.StopReadingAsync();
        Assert.Equal([1, 2, 3], bench.Sounds);
    }

    [Fact]
    public async Task Without_preroll_the_device_is_open_only_while_somebody_listens()
    {
        await using var bench = new LiveBench(TimeSpan.Zero);
        Assert.False(bench.Device.IsOpen);

        bench.StartReading();
        await bench.OpenAsync();
        bench.Device.Hear(1);
        await bench.HeardAsync(1);
        await bench.StopReadingAsync();

        await Eventually.IsTrueAsync(() => !bench.Device.IsOpen, "the device is closed");
        bench.Device.Hear(2);
        bench.StartReading();
        await bench.HeardAsync(2);
        Assert.Equal(2, bench.Device.TimesOpened);
    }

    [Fact]
    public async Task Device_that_cannot_be_opened_is_an_obstacle_and_told()
    {
        await using var bench = new LiveBench(TimeSpan.Zero, obstacle: "there is no such microphone");

        Assert.Equal("alsa:fake: there is no such microphone", await bench.Source.FindObstacleAsync(Patience));
        Assert.Equal("alsa:fake: there is no such microphone", bench.Source.Trouble?.Words);
        Assert.Equal(1, bench.Metrics.Faults[MicrophoneFault.Outages]);
    }

    [Fact]
    public async Task Device_that_can_be_opened_is_none_and_stays_open_for_the_recording()
    {
        await using var bench = new LiveBench(TimeSpan.Zero);

        Assert.Null(await bench.Source.FindObstacleAsync(Patience));
        Assert.True(bench.Device.IsOpen);
        bench.Time.Advance(TimeSpan.FromSeconds(6));

        await Eventually.IsTrueAsync(() => !bench.Device.IsOpen, "nobody listens, so it is closed");
    }

    [Fact]
    public async Task Device_that_is_pulled_out_is_told_once_and_heard_again_when_it_is_back()
    {
        await using var bench = new LiveBench(Preroll);
        bench.StartReading();
        bench.Device.Hear(1, 1);
        await bench.HeardAsync(2);

        bench.Device.Obstacle = "there is no such microphone";
        bench.Device.Fail("the microphone is gone");
        await bench.InterruptedAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await bench.Time.WaitForTimersAsync(1);
            bench.Time.Advance(TimeSpan.FromSeconds(4));
        }

        await bench.Time.WaitForTimersAsync(1);
        bench.Device.Obstacle = null;
        bench.Time.Advance(TimeSpan.FromSeconds(4));
        bench.Device.Hear(2);
        await bench.HeardAsync(3);

        var told = Assert.Single(bench.Frames, frame => frame.Interruption is not null);
        Assert.Equal("alsa:fake: the microphone is gone", told.Interruption?.Words);
        Assert.Null(bench.Source.Trouble);
        // Three times four seconds, and how much of the last four had passed when it was tried again.
        Assert.InRange(bench.Frames[^1].Position - bench.Frames[1].Position, 12 * 16_000, 16.1 * 16_000);
        Assert.Equal(1, bench.Metrics.Faults[MicrophoneFault.Outages]);
    }

    [Fact]
    public async Task Device_that_hangs_when_it_is_closed_is_told_all_the_same()
    {
        await using var bench = new LiveBench(Preroll);
        bench.StartReading();
        bench.Device.MayClose.Reset();

        bench.Device.Fail("the sound server hangs");

        await bench.InterruptedAsync();
        bench.Device.MayClose.Set();
    }

    [Theory]
    [InlineData((int)CaptureFault.Overrun, (int)MicrophoneFault.Overruns)]
    [InlineData((int)CaptureFault.Suspended, (int)MicrophoneFault.Suspends)]
    public async Task Samples_that_are_lost_are_left_out_of_the_count_and_told(int fault, int counted)
    {
        await using var bench = new LiveBench(Preroll);
        bench.StartReading();
        bench.Device.Hear(1);
        bench.Device.Lose(TimeSpan.FromSeconds(2), (CaptureFault)fault);
        bench.Device.Hear(2);

        await bench.HeardAsync(2);

        Assert.Equal(320 + 32_000, bench.Frames[1].Position - bench.Frames[0].Position);
        Assert.Equal(1, bench.Metrics.Faults[(MicrophoneFault)counted]);
        Assert.Equal(2_000, bench.Metrics.LostMs);
        Assert.Contains(bench.Log, line => line.Contains("2000 ms of sound are lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Device_that_gives_no_sound_at_all_has_failed()
    {
        await using var bench = new LiveBench(Preroll);
        bench.StartReading();
        bench.Device.Hear(1);
        await bench.HeardAsync(1);

        bench.Time.Advance(TimeSpan.FromSeconds(4));

        await bench.InterruptedAsync();
        Assert.Contains("gives no sound", bench.Source.Trouble?.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_before_a_device_is_pulled_out_does_not_count_when_it_is_back()
    {
        await using var bench = new LiveBench(Preroll);
        bench.StartReading();
        for (var i = 0; i < 200; i++) bench.Device.Hear(0);
        await bench.HeardAsync(200);

        bench.Device.Obstacle = "there is no such microphone";
        bench.Device.Fail("the microphone is gone");
        await bench.InterruptedAsync();
        await bench.Time.WaitForTimersAsync(1);
        bench.Device.Obstacle = null;
        bench.Time.Advance(TimeSpan.FromSeconds(4));
        for (var i = 0; i < 200; i++) bench.Device.Hear(0);
        await bench.HeardAsync(400);

        Assert.Null(bench.Source.Trouble);
        Assert.Equal(TimeSpan.Zero, bench.LongestSilence);
    }

    [Fact]
    public async Task Muted_device_is_told_until_it_gives_sound()
    {
        await using var bench = new LiveBench(Preroll);
        bench.StartReading();
        for (var i = 0; i < 250; i++) bench.Device.Hear(0);
        await bench.HeardAsync(250);
        Assert.Contains("muted", bench.Source.Trouble?.Words, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), bench.LongestSilence);

        bench.Device.Hear(1);
        await bench.HeardAsync(251);

        Assert.Null(bench.Source.Trouble);
        Assert.Single(bench.Log, line => line.Contains("is it muted?", StringComparison.Ordinal));
    }
}
