using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

/// <summary>How long a microphone is open around a recording, in each mode of <c>--microphone</c>.</summary>
public sealed class HeldMicrophoneTests
{
    private const int FramesPerSecond = 50;

    private static readonly TimeSpan Preroll = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task P13_Warm_microphone_is_closed_until_somebody_records_and_again_after_its_time()
    {
        await using var bench = new LiveBench(Preroll, hold: Warm);
        Assert.Equal((false, MicrophoneState.Closed), (bench.Device.IsOpen, bench.Source.Microphone));

        await RecordAsync(bench);
        await HearIdleAsync(bench, seconds: 29);
        Assert.Equal((true, MicrophoneState.Open), (bench.Device.IsOpen, bench.Source.Microphone));
        bench.Device.Hear([.. Enumerable.Repeat((short)1, 2 * FramesPerSecond)]);

        await bench.ClosedAsync();
        await Eventually.IsTrueAsync(() => bench.Source.Microphone == MicrophoneState.Closed, "it is said to be");
        Assert.Equal(1, bench.Device.TimesOpened);
    }

    [Fact]
    public async Task Recording_on_a_warm_microphone_begins_before_the_key()
    {
        await using var bench = new LiveBench(Preroll, hold: Warm);
        await RecordAsync(bench);
        await bench.HearIdleAsync(2, 3, 4, 5, 6);

        bench.StartReading();
        bench.Device.Hear(7);

        await Eventually.IsTrueAsync(() => bench.Sounds is [.., 7], "all is read");
        Assert.Equal([1, 4, 5, 6, 7], bench.Sounds.Where(sound => sound is not 3));
    }

    [Fact]
    public async Task P13_Microphone_for_recordings_only_is_closed_at_the_stop()
    {
        await using var bench = new LiveBench(Preroll, hold: TimeSpan.Zero);

        await RecordAsync(bench);

        await bench.ClosedAsync();
    }

    [Fact]
    public async Task Microphone_that_is_always_open_is_before_the_first_recording_and_after_the_last()
    {
        await using var bench = new LiveBench(Preroll, hold: Timeout.InfiniteTimeSpan);
        await bench.OpenAsync();

        await RecordAsync(bench);
        await HearIdleAsync(bench, seconds: 120);

        Assert.True(bench.Device.IsOpen);
        Assert.Equal(1, bench.Device.TimesOpened);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-1)]
    public async Task Bluetooth_microphone_is_never_held(int seconds)
    {
        var hold = seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
        await using var bench = new LiveBench(Preroll, hold: hold, isBluetooth: true);

        await RecordAsync(bench);

        await bench.ClosedAsync();
        Assert.Equal(1, bench.Device.TimesOpened);
        Assert.Contains(bench.Log, line => line.Contains("Bluetooth", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Microphone_that_becomes_a_Bluetooth_one_while_it_is_held_is_closed_within_half_a_minute()
    {
        await using var bench = new LiveBench(Preroll, hold: Timeout.InfiniteTimeSpan);
        await HearIdleAsync(bench, seconds: 60);
        bench.Listing.IsOverBluetooth = true;

        bench.Device.Hear([.. Enumerable.Repeat((short)1, 31 * FramesPerSecond)]);

        await bench.ClosedAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task P13_Microphone_that_is_still_being_opened_at_the_stop_is_closed_as_soon_as_it_is_open(int seconds)
    {
        await using var bench = new LiveBench(Preroll, hold: TimeSpan.FromSeconds(seconds));
        bench.Device.MayOpen.Reset();
        bench.StartReading();
        await Eventually.IsTrueAsync(() => bench.Device.TimesTried == 1, "it is being opened");
        Assert.Equal(MicrophoneState.Preparing, bench.Source.Microphone);

        await bench.StopReadingAsync();
        bench.Device.MayOpen.Set();

        await Eventually.IsTrueAsync(() => bench.Device is { TimesOpened: 1, IsOpen: false }, "it is closed again");
        await Eventually.IsTrueAsync(() => bench.Source.Microphone == MicrophoneState.Closed, "it is said to be");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-1)]
    public async Task P13_Nothing_holds_the_microphone_of_a_daemon_that_quits(int seconds)
    {
        var hold = seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds);
        await using var bench = new LiveBench(Preroll, hold: hold);
        await RecordAsync(bench);

        bench.Source.Close();

        await bench.ClosedAsync();
    }

    [Fact]
    public async Task P13_Warm_microphone_that_is_lost_is_not_opened_again_before_somebody_records()
    {
        await using var bench = new LiveBench(Preroll, hold: Warm);
        await RecordAsync(bench);

        bench.Device.Fail("the microphone is gone");
        await bench.ClosedAsync();
        await Eventually.IsTrueAsync(() => bench.Source.Microphone == MicrophoneState.Missing, "it is missing");
        await bench.Time.WaitForTimersAsync(1);
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.IsTrueAsync(() => bench.Time.ArmedTimers == 0, "nothing is tried");

        Assert.Equal(1, bench.Device.TimesTried);
    }

    [Fact]
    public async Task Microphone_is_open_once_it_gives_sound_and_being_prepared_until_then()
    {
        await using var bench = new LiveBench(Preroll, hold: Warm);

        bench.StartReading();
        await bench.OpenAsync();
        Assert.Equal(MicrophoneState.Preparing, bench.Source.Microphone);
        bench.Device.Hear(1);
        await bench.HeardAsync(1);

        Assert.Equal(MicrophoneState.Open, bench.Source.Microphone);
    }

    [Fact]
    public async Task Microphone_that_the_system_does_not_have_is_missing_without_being_opened()
    {
        await using var bench = new LiveBench(Preroll, hold: Warm);
        bench.Listing.Absence = "alsa:fake: there is no such microphone";
        bench.Source.Look();

        Assert.Equal(
            (MicrophoneState.Missing, bench.Listing.Absence, 0),
            (bench.Source.Microphone, bench.Source.Trouble?.Words, bench.Device.TimesOpened));
        (bench.Listing.Absence, bench.Listing.Devices) = (null, ["pcmC0D0c", "pcmC1D0c"]);
        bench.Source.Look();

        Assert.Equal((MicrophoneState.Closed, null), (bench.Source.Microphone, bench.Source.Trouble?.Words));
    }

    [Fact]
    public async Task Microphone_that_opens_is_there_whatever_the_system_says()
    {
        await using var bench = new LiveBench(Preroll, hold: Warm);
        bench.Listing.Absence = "alsa:fake: there is no such microphone";
        bench.Source.Look();

        Assert.Null(await bench.Source.FindObstacleAsync(TimeSpan.FromSeconds(3)));
        Assert.Equal(MicrophoneState.Preparing, bench.Source.Microphone);
    }

    [Fact]
    public async Task Microphone_that_could_not_be_opened_is_missing_until_a_device_comes()
    {
        await using var bench = new LiveBench(Preroll, obstacle: "it is busy", hold: Warm);
        bench.Source.Look();
        Assert.Equal("alsa:fake: it is busy", await bench.Source.FindObstacleAsync(TimeSpan.FromSeconds(3)));
        await Eventually.IsTrueAsync(() => bench.Time.ArmedTimers == 1, "the attempt is over");
        bench.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal((MicrophoneState.Missing, "alsa:fake: it is busy"), (bench.Source.Microphone, bench.Source.Trouble?.Words));
        bench.Listing.Devices = [];
        bench.Source.Look();
        Assert.Equal(MicrophoneState.Missing, bench.Source.Microphone);
        bench.Listing.Devices = ["pcmC1D0c"];
        bench.Source.Look();
        await Eventually.IsTrueAsync(() => bench.Source.Microphone == MicrophoneState.Closed, "it may be there again");
    }

    private static async Task RecordAsync(LiveBench bench)
    {
        bench.StartReading();
        bench.Device.Hear(1);
        await bench.HeardAsync(1);
        await bench.StopReadingAsync();
    }

    private static Task HearIdleAsync(LiveBench bench, int seconds) =>
        bench.HearIdleAsync([.. Enumerable.Repeat((short)1, seconds * FramesPerSecond)]);
}
