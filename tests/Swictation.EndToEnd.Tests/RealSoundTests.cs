using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;
using Xunit.Abstractions;

namespace Swictation.EndToEnd.Tests;

/// <summary>Speech that is played, and heard through a sound server and libasound.</summary>
public sealed class RealSoundTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string Reference = string.Join(' ', LibriVox.Sentences.Select(each => each.Text));

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [SoundServerFact]
    public async Task What_is_played_is_recognised_as_well_as_the_file_itself()
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, LibriVox.Sentences, pauseS: 0.8);
        await using var server = await SoundServer.StartAsync(_directory.Path);
        await using var daemon = await ListenAsync(server);
        using var client = await daemon.ConnectAsync();

        Assert.Contains("Recording started", await daemon.CommandAsync("toggle"), StringComparison.Ordinal);
        await server.PlayAsync(speech);
        await daemon.CommandAsync("toggle");
        await client.ReadLinesUntilAsync("\"session_end\"");

        var heard = Measure(daemon);
        var read = Measure(await ReadFileAsync(speech));
        output.WriteLine($"word error rate: played {heard.Rate:P1}, read {read.Rate:P1}");
        Assert.InRange(heard.Rate, 0, read.Rate + 0.05);
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
        Assert.Matches("can be heard again, after [0-9.]+ s", daemon.Log);
    }

    private static WordErrorRate Measure(DaemonProcess daemon) => WordErrorRate.Measure(
        Reference, string.Join(' ', daemon.Query<string>("SELECT text FROM transcripts ORDER BY seq")));

    private Task<DaemonProcess> ListenAsync(SoundServer server)
    {
        var configuration = AlsaDevices.Configure(_directory.File("asound.conf"));
        return DaemonProcess.StartAsync(
            _directory.Path,
            $"alsa:{AlsaDevices.Server(SoundServer.Monitor)}",
            server.Environment(configuration));
    }

    private async Task<DaemonProcess> ReadFileAsync(string speech)
    {
        var directory = Directory.CreateDirectory(_directory.File("read")).FullName;
        var daemon = await DaemonProcess.StartAsync(directory, $"file:{speech}?pace=max", "--record", "--exit-at-end");
        Assert.Equal(0, await daemon.ExitAsync());
        return daemon;
    }
}
