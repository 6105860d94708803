using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Sockets.Commands;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>Commands and a microphone that takes its time, or does not open at all.</summary>
public sealed class SlowMicrophoneTests
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Device_that_opens_after_two_seconds_loses_no_event_and_no_state()
    {
        await using var bench = new MicrophoneBench(Warm);
        bench.Device.MayOpen.Reset();
        var pressedAt = bench.Time.GetTimestamp();

        var sending = bench.SendAsync("toggle");
        await bench.WaitAsync(50);
        await bench.SeeAsync("session_start 1");
        var status = bench.Status;
        await bench.WaitAsync(200);
        var reply = await sending;

        Assert.Equal(TimeSpan.FromMilliseconds(250), bench.Time.GetElapsedTime(pressedAt));
        Assert.Equal(("success", "idle", 1L), (reply.Status, reply.State, reply.SessionId));
        Assert.StartsWith("The microphone is being opened", reply.Message, StringComparison.Ordinal);
        Assert.Equal(("idle", "preparing", 1L), (status.State, status.Microphone, status.SessionId));
        Assert.Equal("The daemon is opening the microphone", status.Message);

        bench.Time.Advance(TimeSpan.FromSeconds(1.75));
        bench.Device.MayOpen.Set();
        bench.Device.Hear(1, 0);
        await bench.SeeAsync("transcription said 1");

        Assert.Equal(["session_start 1", "state_change recording", "transcription said 1"], bench.Lines[..3]);
        Assert.Equal(("recording", "open"), (bench.Status.State, bench.Status.Microphone));
        // Times in the session are those of the clock: it was heard two seconds behind the key.
        Assert.InRange(bench.Log.Events().OfType<SegmentMeasured>().Single().StartS, 1.9, 2.1);
    }

    [Fact]
    public async Task Reply_waits_for_the_first_sound_where_that_comes_in_time()
    {
        await using var bench = new MicrophoneBench(Warm);
        bench.Device.MayOpen.Reset();

        var sending = bench.SendAsync("toggle");
        await bench.WaitAsync(50);
        await bench.SeeAsync("session_start 1");
        bench.Device.Hear(1);
        bench.Device.MayOpen.Set();
        var reply = await sending;

        Assert.Equal(("Recording started", "recording"), (reply.Message, reply.State));
        Assert.Equal(["session_start 1", "state_change recording"], bench.Lines);
    }

    [Theory]
    [InlineData("toggle")]
    [InlineData("stop")]
    [InlineData("cancel")]
    public async Task Stop_while_the_microphone_is_being_opened_ends_the_session_and_nothing_is_heard(string action)
    {
        await using var bench = new MicrophoneBench(Warm);
        bench.Device.MayOpen.Reset();
        var sending = bench.SendAsync("start");
        await bench.WaitAsync(50);
        await bench.WaitAsync(200);
        await sending;
        await Eventually.IsTrueAsync(() => bench.Device.TimesTried == 1, "it is being opened");

        var reply = await bench.SendAsync(action);
        await Eventually.IsTrueAsync(() => !bench.Recorder.State.IsOpen, "the session ends");
        await Eventually.IsTrueAsync(() => bench.Status.Microphone == "closed", "nobody waits for it");
        bench.Device.Hear(1);
        bench.Device.MayOpen.Set();
        await Eventually.IsTrueAsync(() => bench.Device is { TimesOpened: 1, IsOpen: false }, "it is closed at once");

        Assert.True(reply.IsSuccess);
        Assert.DoesNotContain("state_change recording", bench.Lines);
        Assert.Equal("state_change idle", bench.Lines[^1]);
        Assert.Equal("idle", bench.Status.State);
    }

    [Fact]
    public async Task Start_while_the_microphone_is_being_opened_says_that_it_is()
    {
        await using var bench = new MicrophoneBench(Warm);
        bench.Device.MayOpen.Reset();
        foreach (var waits in new[] { new[] { 50, 200 }, [50, 200] })
        {
            var sending = bench.SendAsync("start");
            foreach (var wait in waits) await bench.WaitAsync(wait);
            Assert.StartsWith("The microphone is being opened", (await sending).Message, StringComparison.Ordinal);
        }

        Assert.Equal(["session_start 1"], bench.Lines);
    }

    [Fact]
    public async Task Two_hundred_starts_that_wait_for_the_microphone_hold_no_thread_and_delay_nobody()
    {
        const int Starts = 200;
        await using var bench = new MicrophoneBench(Warm);
        bench.Device.MayOpen.Reset();

        // All by this one thread, which none of them keeps.
        var sending = Enumerable.Range(0, Starts).Select(_ => bench.SendAsync("start")).ToArray();
        var early = bench.Status;
        await bench.WaitAsync(50, commands: Starts);
        await bench.SeeAsync("session_start 1");
        await bench.Time.WaitForTimersAsync(Starts);
        var status = bench.Status;

        Assert.DoesNotContain(sending, reply => reply.IsCompleted);
        Assert.Equal((null, 1L), (early.SessionId, status.SessionId));
        bench.Time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.All(
            await Task.WhenAll(sending),
            reply => Assert.StartsWith("The microphone is being opened", reply.Message, StringComparison.Ordinal));
        Assert.Equal(["session_start 1"], bench.Lines);
    }

    [Fact]
    public async Task Microphone_that_cannot_be_opened_refuses_the_start_and_is_an_error_until_a_start_finds_it()
    {
        await using var bench = new MicrophoneBench(Warm);
        bench.Device.Obstacle = "there is no such microphone";

        var refused = await bench.SendAsync("toggle");
        var status = bench.Status;

        Assert.Equal(
            ("error", CommandErrorCode.SourceUnavailable, null, null),
            (refused.Status, refused.Code, refused.State, refused.SessionId));
        Assert.Equal(("error", "missing", null), (status.State, status.Microphone, status.SessionId));
        Assert.Equal(["alsa:fake: there is no such microphone"], status.Trouble);
        Assert.Equal(["state_change error"], bench.Lines);

        bench.Device.Obstacle = null;
        bench.Device.Hear(1);
        var started = await bench.SendAsync("toggle");

        Assert.Equal(("Recording started", "recording"), (started.Message, started.State));
        Assert.Equal(
            ["state_change error", "state_change idle", "session_start 1", "state_change recording"], bench.Lines);
    }

    [Fact]
    public async Task Microphone_that_turns_out_to_be_missing_after_the_key_leaves_a_session_that_waits_for_it()
    {
        await using var bench = new MicrophoneBench(Warm);
        bench.Device.MayOpen.Reset();
        bench.Device.Obstacle = "the sound server does not answer";

        var sending = bench.SendAsync("toggle");
        await bench.WaitAsync(50);
        await bench.SeeAsync("session_start 1");
        bench.Device.MayOpen.Set();
        var reply = await sending;

        Assert.Equal(("success", "error"), (reply.Status, reply.State));
        Assert.Equal(
            "Recording started, but nothing can be heard yet: alsa:fake: the sound server does not answer", reply.Message);
        Assert.StartsWith("Recording stopped", (await bench.SendAsync("toggle")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(30, false)]
    [InlineData(-1, true)]
    public async Task P13_Microphone_of_a_paused_session_is_closed_when_its_mode_says(int seconds, bool isHeld)
    {
        await using var bench = new MicrophoneBench(seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds));
        await bench.RecordAsync();

        await bench.SendAsync("pause");
        for (var second = 0; second < 31; second++)
        {
            var (until, frames) = (bench.Time.GetTimestamp() + TimeSpan.TicksPerSecond, new short[50]);
            bench.Device.Hear(frames);
            await Eventually.IsTrueAsync(
                () => bench.Time.GetTimestamp() >= until || !bench.Device.IsOpen, "it is heard, or closed");
        }

        await Eventually.IsTrueAsync(() => bench.Device.IsOpen == isHeld, "it is closed when its mode says");
        Assert.DoesNotContain("transcription said 0", bench.Lines);
        Assert.Equal(1, bench.Device.TimesOpened);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(-1)]
    public async Task P13_Microphone_is_closed_at_the_quit_while_speech_is_still_being_transcribed(int seconds)
    {
        await using var bench = new MicrophoneBench(seconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(seconds));
        await bench.RecordAsync();
        bench.Transcriber.Hold();
        bench.Device.Hear(2, 0);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 2, "it is being transcribed");

        await bench.StopDaemonAsync();

        await Eventually.IsTrueAsync(() => !bench.Device.IsOpen, "it is closed");
        Assert.DoesNotContain("transcription said 2", bench.Lines);
    }

    [Fact]
    public async Task Session_that_is_taken_up_while_it_is_transcribed_is_recorded_from_its_first_sound_on()
    {
        await using var bench = new MicrophoneBench(TimeSpan.Zero);
        await bench.RecordAsync();
        bench.Transcriber.Hold();
        bench.Device.Hear(2, 0);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 2, "it is being transcribed");
        await bench.SendAsync("stop");
        await Eventually.IsTrueAsync(() => !bench.Device.IsOpen, "nobody listens");

        bench.Device.Hear(3);
        var reply = await bench.SendAsync("toggle");

        Assert.Equal(("Recording continued", "recording", 1L), (reply.Message, reply.State, reply.SessionId));
        Assert.Equal(
            ["state_change recording", "state_change processing", "state_change idle", "state_change recording"],
            bench.Lines.Where(line => line.StartsWith("state_change", StringComparison.Ordinal)));
    }
}
