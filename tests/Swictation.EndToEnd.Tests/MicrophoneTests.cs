using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>The daemon with a file as its microphone: libasound's own, so that every run hears the same.</summary>
[Trait("Category", "Timing")]
public sealed class MicrophoneTests : IDisposable
{
    private const int SecondSamples = 16_000;

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _environment;

    public MicrophoneTests() =>
        _environment = new() { [AlsaDevices.Variable] = AlsaDevices.Configure(_directory.File("asound.conf")) };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_is_said_into_the_microphone_is_transcribed()
    {
        var sentence = LibriVox.Sentences[1];
        await using var daemon = await StartAsync(Samples(sentence), "--preroll", "0");
        using var client = await daemon.ConnectAsync();

        Assert.Contains("success", await daemon.CommandAsync("toggle"), StringComparison.Ordinal);
        await client.ReadLinesUntilAsync("\"transcription\"");
        await daemon.CommandAsync("toggle");
        await client.ReadLinesUntilAsync("\"session_end\"");

        var text = Assert.Single(daemon.Query<string>("SELECT text FROM transcripts"));
        Assert.True(WordErrorRate.Measure(sentence.Text, text).ShareInOrder >= 0.5, text);
        // A second of silence, then the sentence: it began when it did, by the audio.
        var startS = Assert.Single(daemon.Query<double>(
            "SELECT body ->> '$.times[0]' FROM events WHERE type = 'segment_measured'"));
        Assert.InRange(startS, 0.7, QuietMachine.IsPromised ? 1.5 : double.MaxValue);
    }

    [Fact]
    public async Task Microphone_is_heard_before_the_key_is_pressed()
    {
        await using var daemon = await StartAsync(
            new short[60 * SecondSamples], "--keep-audio", "always", "--microphone", "always");
        using var client = await daemon.ConnectAsync();
        await daemon.LogsAsync("is open");

        await daemon.CommandAsync("toggle");
        await client.ReadUntilItLastsAsync(seconds: 2);
        await daemon.CommandAsync("toggle");
        await client.ReadLinesUntilAsync("\"session_end\"");

        var sessionS = daemon.Query<double>(
            """
            SELECT max(at_us) / 1e6 - min(at_us) / 1e6 FROM events
            WHERE type = 'session_start' OR body ->> '$.state' = 'processing'
            """).Single();
        var kept = Directory.GetFiles(_directory.File("log.db-audio"), "*.wav", SearchOption.AllDirectories);
        var recordedS = kept.Sum(path => WavFile.ReadSamples(path).Length) / (double)SecondSamples;
        // 300 ms more than the session; capture may take 50 ms to begin and 150 to end: the disk is waited for.
        if (QuietMachine.IsPromised) Assert.InRange(recordedS - sessionS, 0.2, 0.45);
        Assert.True(recordedS > 0, "Something is kept.");
    }

    [Fact]
    public async Task Microphone_that_is_not_there_is_said_to_who_presses_the_key()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "alsa:nosuch", _environment);

        var toggled = Parse(await daemon.CommandAsync("toggle"));
        var status = Parse(await daemon.CommandAsync("status"));

        Assert.Equal("source_unavailable", toggled.GetProperty("code").GetString());
        Assert.False(toggled.TryGetProperty("state", out _));
        Assert.Contains("alsa:nosuch: there is no such microphone", toggled.GetProperty("error").GetString());
        Assert.Equal(
            ("error", "missing"),
            (status.GetProperty("state").GetString(), status.GetProperty("microphone").GetString()));
        Assert.Contains(
            "there is no such microphone", Assert.Single(status.GetProperty("trouble").EnumerateArray()).GetString());
        Assert.Equal(1, await CountFaultsAsync(daemon, "outages"));
    }

    [Fact]
    public async Task Recording_that_was_asked_for_at_the_start_waits_for_its_microphone()
    {
        var path = _directory.File("late.raw");
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"alsa:{AlsaDevices.Recorded(path)}", _environment, "--record");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"error\"");

        AlsaDevices.WriteSamples(path, Samples(LibriVox.Sentences[1]));
        await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"recording\"");
        await client.ReadLinesUntilAsync("\"transcription\"");

        Assert.Equal(
            ["audio_interrupted", "audio_resumed"],
            daemon.Query<string>(
                "SELECT type FROM events WHERE type IN ('audio_interrupted', 'audio_resumed') ORDER BY seq"));
    }

    [Fact]
    public async Task Inputs_are_listed_for_people_and_for_programs()
    {
        string[] with = [$"{AlsaDevices.Variable}={_environment[AlsaDevices.Variable]}", Executable.Daemon, "devices"];

        var table = await Executable.RunAsync("env", with, _directory.Path);
        var json = await Executable.RunAsync("env", [.. with, "--json"], _directory.Path);

        Assert.Equal((0, "* default  Silence\n"), (table.ExitCode, table.Output));
        Assert.Equal("", JsonSchemas.Problems("devices.schema.json", json.Output));
        var input = Assert.Single(Parse(json.Output).EnumerateArray());
        Assert.Equal("default", input.GetProperty("name").GetString());
        Assert.True(input.GetProperty("default").GetBoolean());
        Assert.True(input.GetProperty("available").GetBoolean());
    }

    [Fact]
    public async Task An_input_that_cannot_be_opened_is_listed_with_the_reason()
    {
        File.WriteAllText(
            _directory.File("half.conf"),
            """
            pcm.default { type null hint { show on description "Silence" } }
            pcm.jack { type jack hint { show on description "JACK" } }
            """);
        string[] with = [$"{AlsaDevices.Variable}={_directory.File("half.conf")}", Executable.Daemon, "devices"];

        var table = await Executable.RunAsync("env", with, _directory.Path);

        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.StartsWith(
            "* default  Silence\n  jack     JACK (not available: ", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_inputs_is_told_what_to_do()
    {
        File.WriteAllText(_directory.File("empty.conf"), "pcm.null { type null }\n");
        string[] with = [$"{AlsaDevices.Variable}={_directory.File("empty.conf")}", Executable.Daemon, "devices"];

        var table = await Executable.RunAsync("env", with, _directory.Path);
        var json = await Executable.RunAsync("env", [.. with, "--json"], _directory.Path);

        Assert.Equal((1, ""), (table.ExitCode, table.Output));
        Assert.Contains(
            "no microphone can be opened: there is no such microphone (default); plug one in", Assert.Single(table.ErrorLines), StringComparison.Ordinal);
        Assert.Equal((0, ""), (json.ExitCode, json.Error));
        var input = Assert.Single(Parse(json.Output).EnumerateArray());
        Assert.Equal("default", input.GetProperty("name").GetString());
        Assert.False(input.GetProperty("available").GetBoolean());
        Assert.Equal("there is no such microphone", input.GetProperty("reason").GetString());
    }

    private static short[] Samples(LibriVoxSentence sentence) =>
        [.. new short[SecondSamples], .. sentence.ReadSamples(), .. new short[20 * SecondSamples]];

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    private static async Task<long> CountFaultsAsync(DaemonProcess daemon, string name) =>
        Parse(await daemon.CommandAsync("metrics"))
            .GetProperty("metrics").GetProperty("mic").GetProperty(name).GetInt64();

    private Task<DaemonProcess> StartAsync(short[] heard, params string[] options)
    {
        var path = _directory.File("microphone.raw");
        AlsaDevices.WriteSamples(path, heard);
        return DaemonProcess.StartAsync(
            _directory.Path, $"alsa:{AlsaDevices.Recorded(path)}", _environment, options);
    }
}
