using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>A server recognises for a real daemon; what it cannot do now is kept.</summary>
public sealed class RecognisingServerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Server_on_this_machine_recognises_and_its_key_stands_nowhere()
    {
        var key = _directory.File("key");
        File.WriteAllText(key, "sk-very-secret\n");
        File.SetUnixFileMode(key, UnixFileMode.UserRead);
        await using var peer = new HttpPeer((_, request) => request.AnswerAsync("200 OK", """{"text":"by a server"}"""));
        await using var daemon = await StartAsync($"server:{peer.Url}?language=de&key_file={key}", "--log-level", "debug");

        Assert.Equal(0, await daemon.ExitAsync());

        Assert.Equal(["by a server"], daemon.Query<string>("SELECT text FROM transcripts"));
        Assert.Equal("Bearer sk-very-secret", Assert.Single(peer.Requests).Headers["Authorization"]);
        Assert.DoesNotContain("sk-very-secret", daemon.Log, StringComparison.Ordinal);
        Assert.Empty(daemon.Query<string>("SELECT body FROM events WHERE body LIKE '%sk-very-secret%'"));
    }

    [Fact]
    public async Task Segment_that_a_server_fails_on_is_kept_for_later()
    {
        await using var peer = new HttpPeer((_, request) => request.AnswerAsync("401 Unauthorized", "no"));
        await using var daemon = await StartAsync($"server:{peer.Url}");

        Assert.Equal(1, await daemon.ExitAsync());

        Assert.StartsWith(
            $"{peer.Url} wants another key (401)",
            Assert.Single(daemon.Query<string>("SELECT reason FROM segments_without_text")),
            StringComparison.Ordinal);
        Assert.Single(daemon.Query<long>("SELECT seq FROM events WHERE type = 'audio_kept'"));
    }

    [Fact]
    public async Task Server_on_another_machine_is_refused_before_anything_is_recorded()
    {
        await using var daemon = await StartAsync("server:http://192.0.2.7");

        Assert.Equal(1, await daemon.ExitAsync());
        await daemon.LogsAsync("http://192.0.2.7: is not on this machine");
        Assert.False(File.Exists(daemon.Database));
    }

    public void Dispose() => _directory.Dispose();

    private Task<DaemonProcess> StartAsync(string transcriber, params string[] options)
    {
        var speech = _directory.File("speech.wav");
        LibriVox.Join(speech, LibriVox.Sentences.Take(1), pauseS: 1);
        return DaemonProcess.StartAsync(
            _directory.Path,
            $"file:{speech}?pace=max",
            ["--record", "--exit-at-end", "--transcriber", transcriber, .. options]);
    }
}
