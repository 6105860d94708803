using System.Diagnostics;
using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>When the microphone is open, and what is said of it, with a real daemon and libasound.</summary>
public sealed class MicrophoneModesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _environment;
    private readonly string _sound;

    public MicrophoneModesTests()
    {
        _environment = new() { [AlsaDevices.Variable] = AlsaDevices.Configure(_directory.File("asound.conf")) };
        _sound = _directory.File("sound.raw");
        AlsaDevices.WriteSamples(_sound, [.. Enumerable.Repeat((short)100, 60 * 16_000)]);
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("warm=1s", "closed", "closed")]
    [InlineData("recording", "closed", "closed")]
    [InlineData("always", "open", "open")]
    public async Task P13_Microphone_is_open_around_a_recording_as_its_mode_says(string mode, string before, string after)
    {
        await using var daemon = await StartAsync(_sound, "--microphone", mode);
        await MicrophoneIsAsync(daemon, before);

        await daemon.CommandAsync("start");
        await MicrophoneIsAsync(daemon, "open");
        await daemon.CommandAsync("stop");

        await MicrophoneIsAsync(daemon, after);
    }

    [Fact]
    public async Task P13_Microphone_that_is_always_open_stays_closed_in_a_daemon_that_starts_after_a_stop()
    {
        _environment["SWICTATION_MICROPHONE"] = "always";
        await using (var daemon = await StartAsync(_sound))
        {
            await MicrophoneIsAsync(daemon, "open");
            await daemon.CommandAsync("start");
            await daemon.CommandAsync("stop");
            daemon.Signal("SIGTERM");
            Assert.Equal(0, await daemon.ExitAsync());
        }

        await using var next = await StartAsync(_sound);
        Assert.Equal("closed", Microphone(await StatusAsync(next)));
        Assert.DoesNotContain("sound.raw is open", next.Log, StringComparison.Ordinal);

        await next.CommandAsync("start");
        await MicrophoneIsAsync(next, "open");
        await next.CommandAsync("stop");
        Assert.Equal("open", Microphone(await StatusAsync(next)));
    }

    [Fact]
    public async Task Microphone_that_is_too_loud_is_told_and_the_session_goes_on()
    {
        var loud = _directory.File("loud.raw");
        AlsaDevices.WriteSamples(loud, [.. Enumerable.Repeat(short.MaxValue, 30 * 16_000)]);
        await using var daemon = await StartAsync(loud, "--record");
        using var client = await daemon.ConnectAsync();
        await client.SendAsync("""{"hello":{"protocol":2,"types":["audio_level"]}}""" + "\n");

        var lines = await client.ReadLinesUntilAsync("\"audio_level\"");

        Assert.EndsWith("\"level\":\"clipping\"}", lines[^1], StringComparison.Ordinal);
        var status = await StatusAsync(daemon);
        Assert.Equal("recording", status.GetProperty("state").GetString());
        Assert.Contains("turn its level down", status.GetProperty("trouble")[0].GetString());
    }

    [Fact]
    public async Task Status_bar_is_told_of_the_microphone_and_of_somebody_who_is_being_heard()
    {
        var speech = _directory.File("speech.raw");
        var sentence = LibriVox.Sentences[1].ReadSamples();
        AlsaDevices.WriteSamples(speech, [.. new short[3 * 16_000], .. sentence, .. new short[60 * 16_000]]);
        await using var daemon = await StartAsync(speech, "--microphone", "recording");
        using var bar = await daemon.ConnectAsync();
        await bar.SendAsync("""{"hello":{"types":["session_end"]}}""" + "\n");
        Assert.Contains("\"microphone\":\"closed\"", (await bar.ReadLinesUntilAsync("\"type\":\"snapshot\""))[^1], StringComparison.Ordinal);

        await daemon.CommandAsync("start");
        await bar.ReadLinesUntilAsync("\"session_id\":1,\"paused\":false,\"off_the_record\":false,\"muted\":false,\"microphone\":\"open\"");
        await bar.ReadLinesUntilAsync("\"state\":\"recording\",\"session_id\":1,\"paused\":false,\"off_the_record\":false,\"muted\":false,\"microphone\":\"open\",\"hearing\":true");
        await bar.ReadLinesUntilAsync("\"hearing\":false");
        await daemon.CommandAsync("stop");

        await bar.ReadLinesUntilAsync("\"session_id\":null,\"paused\":false,\"off_the_record\":false,\"muted\":false,\"microphone\":\"closed\"");
    }

    [Fact]
    public async Task Microphone_that_is_not_there_is_an_error_before_anybody_has_tried_it()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "alsa:nosuch", _environment);
        using var client = await daemon.ConnectAsync();

        await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"error\"");

        var status = await StatusAsync(daemon);
        Assert.Equal("missing", Microphone(status));
        Assert.Contains("there is no such microphone", status.GetProperty("trouble")[0].GetString());
        Assert.Equal(0, daemon.Query<int>("SELECT count(*) FROM sessions").Single());
    }

    [Fact]
    [Trait("Category", "Timing")]
    public async Task Session_begins_at_the_key_and_is_recorded_once_a_slow_microphone_is_open()
    {
        // Nobody gets further than the open of a pipe that has no writer.
        var microphone = new NumberedMicrophone(_directory.File("microphone"));
        using var ending = new CancellationTokenSource();
        await using (var daemon = await StartAsync(microphone.Path))
        {
            using var client = await daemon.ConnectAsync();
            var pressedAt = Stopwatch.GetTimestamp();
            var reply = JsonDocument.Parse(await daemon.CommandAsync("toggle")).RootElement;
            var took = Stopwatch.GetElapsedTime(pressedAt);
            var lines = await client.ReadLinesUntilAsync("\"session_start\"");
            var status = await StatusAsync(daemon);

            Assert.Equal(
                ("success", "idle", 1),
                (reply.GetProperty("status").GetString(), reply.GetProperty("state").GetString(),
                    reply.GetProperty("session_id").GetInt32()));
            Assert.Equal("preparing", Microphone(status));
            Assert.DoesNotContain(lines, line => line.Contains("\"state\":\"recording\"", StringComparison.Ordinal));
            if (QuietMachine.IsPromised) Assert.InRange(took.TotalMilliseconds, 200, 400);

            var hearing = Task.Run(() => microphone.RunAsync(ending.Token));
            await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"recording\"");
            await MicrophoneIsAsync(daemon, "open");
            await daemon.CommandAsync("toggle");
            await client.ReadLinesUntilAsync("\"session_end\"");
            await ending.CancelAsync();
            await hearing;
        }
    }

    [Theory]
    [InlineData("30", "session_start, recogniser_changed, session_recovered")]
    [InlineData("0", "session_start, recogniser_changed, session_recovered, session_end, state_change")]
    public async Task Session_without_samples_of_a_daemon_that_was_killed_goes_on_or_ends(string window, string events)
    {
        Tool.Run("mkfifo", _directory.File("microphone"));
        await using (var daemon = await StartAsync(_directory.File("microphone")))
        {
            await daemon.CommandAsync("toggle");
            await daemon.KillAsync();
        }

        await using var next = await StartAsync(_directory.File("microphone"), "--resume-window", window);

        Assert.Equal(
            events,
            string.Join(", ", next.Query<string>(
                "SELECT type FROM events WHERE type <> 'metrics_update' AND seq > 1 ORDER BY seq")));
        Assert.Equal("idle", (await StatusAsync(next)).GetProperty("state").GetString());
        Assert.Equal(window == "0", (await StatusAsync(next)).TryGetProperty("session_id", out _) == false);
        await next.CommandAsync("stop");
        await next.KillAsync();
    }

    private static async Task<JsonElement> StatusAsync(DaemonProcess daemon) =>
        JsonDocument.Parse(await daemon.CommandAsync("status")).RootElement;

    private static string? Microphone(JsonElement status) => status.GetProperty("microphone").GetString();

    private static Task MicrophoneIsAsync(DaemonProcess daemon, string state) => Eventually.IsTrueAsync(
        async () => Microphone(await StatusAsync(daemon)) == state, $"the microphone is {state}");

    private Task<DaemonProcess> StartAsync(string sound, params string[] options) =>
        DaemonProcess.StartAsync(
            _directory.Path, $"alsa:{AlsaDevices.Recorded(sound)}", _environment, options);
}
