using System.Diagnostics;
using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>Interfaces ask for the status every second, and give up after 400 ms.</summary>
[Trait("Category", "Stress")]
[Trait("Category", "Timing")]
public sealed class StatusLatencyTests(ITestOutputHelper output) : IDisposable
{
    private const int Clients = 10;
    private const int PerSecond = 1_000;

    // Those of the first second, when everything is done for the first time, do not count.
    private const int WarmUp = PerSecond;

    // So many that one in a hundred is judged by more than a few.
    private static readonly int Sentences = QuietMachine.IsPromised ? 8_000 : 2_500;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan MostP99 = TimeSpan.FromMilliseconds(5);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("normal")]
    [InlineData("full")]
    public async Task P6_Status_is_answered_at_once_while_ten_clients_get_a_thousand_events_a_second(string durability)
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", "--record", "--durability", durability);
        var clients = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => daemon.ConnectAsync()));
        foreach (var client in clients) await client.ReadLinesUntilAsync("session_start");
        var last = Encoding.UTF8.GetBytes($"sentence {Sentences - 1}\"");
        var reading = clients
            .Select(client => Task.Run(() => client.ReadWhileAsync(line => line.Span.IndexOf(last) < 0)))
            .ToArray();
        var said = 0;
        var speaking = Task.Run(() => SpeakAsync(daemon, count => Volatile.Write(ref said, count)));

        var replies = new List<TimeSpan>();
        do
        {
            var asked = Stopwatch.GetTimestamp();
            var reply = await daemon.CommandAsync("status");
            var waited = Stopwatch.GetElapsedTime(asked);
            Assert.Contains("\"state\":\"recording\"", reply, StringComparison.Ordinal);
            if (Volatile.Read(ref said) > WarmUp) replies.Add(waited);
            await Task.Delay(Tick);
        }
        while (!speaking.IsCompleted || replies.Count == 0);

        await speaking;
        await Task.WhenAll(reading);
        foreach (var client in clients) client.Dispose();
        replies.Sort();
        var p99 = replies[replies.Count * 99 / 100];
        output.WriteLine(
            $"{durability}: {replies.Count} replies: p50 {replies[replies.Count / 2].TotalMilliseconds:0.00} ms, "
            + $"p99 {p99.TotalMilliseconds:0.00} ms, longest {replies[^1].TotalMilliseconds:0.00} ms");
        if (QuietMachine.IsPromised) Assert.InRange(p99, TimeSpan.Zero, MostP99);
    }

    private static async Task SpeakAsync(DaemonProcess daemon, Action<int> told)
    {
        var started = Stopwatch.GetTimestamp();
        for (var said = 0; said < Sentences;)
        {
            var due = Math.Min((int)(Stopwatch.GetElapsedTime(started).TotalSeconds * PerSecond), Sentences);
            if (due > said)
            {
                await daemon.SayAsync(string.Join('\n', Enumerable.Range(said, due - said).Select(i => $"sentence {i}")));
                told(said = due);
            }

            await Task.Delay(Tick);
        }
    }
}
