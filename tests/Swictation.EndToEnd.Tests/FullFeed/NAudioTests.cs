using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.FullFeed;

/// <summary>A daemon that was built with the packages that are not in every feed, listening through NAudio.</summary>
public sealed class NAudioTests : IDisposable
{
    private static readonly LibriVoxSentence Sentence = LibriVox.Sentences[1];

    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _environment;

    public NAudioTests() =>
        _environment = new() { [AlsaDevices.Variable] = AlsaDevices.Configure(_directory.File("asound.conf")) };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_is_said_into_the_microphone_is_transcribed()
    {
        var path = _directory.File("microphone.raw");
        AlsaDevices.WriteSamples(path, [.. new short[16_000], .. Sentence.ReadSamples(), .. new short[20 * 16_000]]);
        var source = $"naudio:{AlsaDevices.Recorded(path)}";
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, source, _environment, "--preroll", "0");
        using var client = await daemon.ConnectAsync();

        await AssertHeardAsync(daemon, client);
    }

    [Fact]
    public async Task Microphone_that_is_not_there_is_said_to_who_presses_the_key()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "naudio:nosuch", _environment);

        var toggled = await daemon.CommandAsync("toggle");

        Assert.Contains("\"code\":\"source_unavailable\"", toggled, StringComparison.Ordinal);
        Assert.Contains("naudio:nosuch: there is no such microphone", toggled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_is_transcribed()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, $"naudio-file:{Sentence.Path}?pace=max");
        using var client = await daemon.ConnectAsync();

        await AssertHeardAsync(daemon, client);
    }

    private static async Task AssertHeardAsync(DaemonProcess daemon, LineClient client)
    {
        await daemon.CommandAsync("toggle");
        await client.ReadLinesUntilAsync("\"transcription\"");
        await daemon.CommandAsync("toggle");
        await client.ReadLinesUntilAsync("\"session_end\"");

        var text = Assert.Single(daemon.Query<string>("SELECT text FROM transcripts"));
        Assert.True(WordErrorRate.Measure(Sentence.Text, text).ShareInOrder >= 0.5, text);
    }
}
