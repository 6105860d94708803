using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>A daemon whose source NAudio decodes and resamples.</summary>
public sealed class NAudioTests : IDisposable
{
    private static readonly LibriVoxSentence Sentence = LibriVox.Sentences[1];

    private readonly TemporaryDirectory _directory = new();
    public void Dispose() => _directory.Dispose();

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
