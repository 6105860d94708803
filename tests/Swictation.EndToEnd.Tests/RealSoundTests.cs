using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Speech that is played, and heard through a sound server and libasound.</summary>
[Trait("Category", "Timing")]
public sealed class RealSoundTests(ITestOutputHelper output) : IDisposable
{
    // What a busy machine plays has gaps: there it is only seen that it is heard, for which two sentences are enough.
    private static readonly IReadOnlyList<LibriVoxSentence> Played =
        QuietMachine.IsPromised ? LibriVox.Sentences : [LibriVox.Sentences[1], LibriVox.Sentences[^1]];

    private static readonly string Reference = string.Join(' ', Played.Select(each => each.Text));

    // The recogniser hears other words when the same sound begins some milliseconds later: 28 to 37 % of them wrong.
    // What is played begins anywhere, so it is compared with the worst of these.
    private static readonly int[] ShiftsInSamples = [0, 37, 80];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SoundServerFact]
    public async Task What_is_played_is_recognised_as_well_as_the_file_itself()
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, Played, pauseS: 0.8);
        await using var server = await SoundServer.StartAsync(_directory.Path);
        await using var daemon = await ListenAsync(server);
        using var client = await daemon.ConnectAsync();

        Assert.Contains("success", await daemon.CommandAsync("toggle"), StringComparison.Ordinal);
        await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"recording\"");
        await server.PlayAsync(speech);
        await daemon.CommandAsync("toggle");
        await client.ReadLinesUntilAsync("\"session_end\"");

        var heard = MeasureErrors(daemon);
        output.WriteLine($"word error rate: played {heard:P1}");
        Assert.InRange(heard, 0, 0.9);
        if (!QuietMachine.IsPromised) return;

        var read = await ReadShiftedAsync(speech);
        output.WriteLine($"read {string.Join(", ", read.Select(rate => $"{rate:P1}"))}");
        Assert.InRange(heard, 0, read.Max() + 0.05);
    }

    [SoundServerFact]
    public async Task Microphone_that_is_unplugged_is_an_error_until_it_is_back()
    {
        await using var server = await SoundServer.StartAsync(_directory.Path);
        await using var daemon = await ListenAsync(server);
        using var client = await daemon.ConnectAsync();
        await daemon.CommandAsync("start");
        await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"recording\"");

        await server.UnplugAsync();
        await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"error\"");
        Assert.Contains("the microphone is gone", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        await server.PlugInAsync();
        await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"recording\"");
        await server.PlayAsync(LibriVox.Sentences[1].Path);
        var lines = await client.ReadLinesUntilAsync("\"transcription\"");

        Assert.Contains("young man", lines[^1], StringComparison.Ordinal);
        Assert.Equal(1, daemon.Query<int>("SELECT count(*) FROM sessions").Single());
        await daemon.LogsAsync("can be heard again, after ");
        Assert.Matches("can be heard again, after [0-9.]+ s", daemon.Log);
    }

    [SoundServerFact]
    public async Task Microphone_that_is_muted_is_told_and_the_session_goes_on()
    {
        await using var server = await SoundServer.StartAsync(_directory.Path);
        await using var daemon = await ListenAsync(server);
        using var client = await daemon.ConnectAsync();
        await client.SendAsync("""{"hello":{"protocol":2,"after":0}}""" + "\n");
        await daemon.CommandAsync("start");
        await client.ReadLinesUntilAsync("\"state\":\"recording\"");

        await server.MuteAsync(true);
        await server.PlayAsync(LibriVox.Sentences[1].Path);
        await client.ReadLinesUntilAsync("\"audio_silent\"");
        var status = await daemon.CommandAsync("status");
        await server.MuteAsync(false);
        await server.PlayAsync(LibriVox.Sentences[1].Path);
        await client.ReadLinesUntilAsync("\"audio_sounding\"");
        await client.ReadLinesUntilAsync("\"transcription\"");

        Assert.Contains("is it muted?", status, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"recording\"", status, StringComparison.Ordinal);
        Assert.Single(daemon.Query<long>("SELECT seq FROM events WHERE type = 'transcription'"));
        await daemon.LogsAsync("gives sound again");
    }

    [SoundServerFact]
    public async Task Bluetooth_microphone_of_the_sound_server_is_open_only_while_recording()
    {
        await using var server = await SoundServer.StartAsync(_directory.Path);
        await server.MakeDefaultAsync("bluez_source.00_11_22_33_44_55");
        var configuration = AlsaDevices.Configure(_directory.File("asound.conf"));
        await File.AppendAllTextAsync(configuration, "\npcm.pulse { type pulse }\n");
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "alsa:pulse", server.Environment(configuration), "--microphone", "always");

        await RecordAsync("closed");
        await server.MakeDefaultAsync("webcam");
        await RecordAsync("open");

        await daemon.LogsAsync("is a Bluetooth microphone");

        async Task RecordAsync(string after)
        {
            await daemon.CommandAsync("start");
            await MicrophoneIsAsync("open");
            await daemon.CommandAsync("stop");
            await Eventually.IsTrueAsync(
                async () => (await daemon.CommandAsync("status")).Contains("\"state\":\"idle\"", StringComparison.Ordinal),
                "the session is over");
            await MicrophoneIsAsync(after);
        }

        Task MicrophoneIsAsync(string state) => Eventually.IsTrueAsync(
            async () => (await daemon.CommandAsync("status"))
                .Contains($"\"microphone\":\"{state}\"", StringComparison.Ordinal),
            $"the microphone is {state}");
    }

    private static double MeasureErrors(DaemonProcess daemon) => WordErrorRate.Measure(
        Reference, string.Join(' ', daemon.Query<string>("SELECT text FROM transcripts ORDER BY seq"))).Rate;

    private Task<DaemonProcess> ListenAsync(SoundServer server)
    {
        var configuration = AlsaDevices.Configure(_directory.File("asound.conf"));
        return DaemonProcess.StartAsync(
            _directory.Path,
            $"alsa:{AlsaDevices.Server(SoundServer.Monitor)}",
            server.Environment(configuration));
    }

    private async Task<List<double>> ReadShiftedAsync(string speech)
    {
        var rates = new List<double>();
        foreach (var shift in ShiftsInSamples)
        {
            var directory = Directory.CreateDirectory(_directory.File($"shifted-{shift}")).FullName;
            var shifted = Path.Combine(directory, "speech.wav");
            WavFile.Write(shifted, [.. new short[shift], .. WavFile.ReadSamples(speech)]);
            await using var daemon = await DaemonProcess.StartAsync(
                directory, $"file:{shifted}?pace=max", "--record", "--exit-at-end");
            Assert.Equal(0, await daemon.ExitAsync());
            rates.Add(MeasureErrors(daemon));
        }

        return rates;
    }
}
