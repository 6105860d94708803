using System.Collections.Concurrent;
using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Sockets.Client;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

public sealed class ResumingTests : IDisposable
{
    private const int Kills = 3;
    private const int LinesBetweenKills = 400;

    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentQueue<ReceivedEvent> _received = new();

    [Fact]
    public async Task P4_A_client_ends_with_exactly_the_log_though_the_daemon_is_killed_again_and_again()
    {
        var client = new ReconnectingClient(
            _directory.File("metrics.sock"),
            new() { After = 0, LongestPause = TimeSpan.FromMilliseconds(200) },
            TimeProvider.System);
        using var ending = new CancellationTokenSource();
        var reading = ReadAsync(client, ending.Token);

        for (var kill = 0; kill < Kills; kill++) await SpeakAndKillAsync();
        List<(long Sequence, string? Text)> log;
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            await daemon.CommandAsync("stop");
            log = daemon.Query<(long, string?)>("SELECT seq, body ->> 'text' FROM events ORDER BY seq");
            // The daemon stays until then: a client that is slow to come back would find nobody.
            await Eventually.IsTrueAsync(() => _received.Count >= log.Count, "the client has got everything");
        }

        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(log, _received.Take(log.Count).Select(e => (e.Sequence, TextOf(e))));
        Assert.True(client.Connections > Kills, $"The client has connected {client.Connections} times.");
    }

    public void Dispose() => _directory.Dispose();

    /// <summary>Kills the daemon while it is still recording what was said.</summary>
    private async Task SpeakAndKillAsync()
    {
        var before = _received.Count;
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await daemon.SayAsync(string.Join('\n', Enumerable.Range(1, LinesBetweenKills).Select(i => $"sentence {i}")));
        await Eventually.IsTrueAsync(() => _received.Count > before + (LinesBetweenKills / 4), "some was received");
        await daemon.KillAsync();
    }

    private async Task ReadAsync(ReconnectingClient client, CancellationToken cancellationToken)
    {
        await foreach (var e in client.ReadAllAsync(cancellationToken)) _received.Enqueue(e);
    }

    private static string? TextOf(in ReceivedEvent e)
    {
        using var line = JsonDocument.Parse(e.Line);
        return line.RootElement.TryGetProperty("text", out var text) ? text.GetString() : null;
    }
}
