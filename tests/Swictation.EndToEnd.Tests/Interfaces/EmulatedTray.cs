using System.Net.Sockets;
using System.Text.Json;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>
/// The tray icon: asks for the status again and again, tells of changes, and takes a daemon that is not there for an idle
/// one. The real one asks every second.
/// </summary>
internal sealed class EmulatedTray : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    private readonly string _socket;
    private readonly Lock _changing = new();
    private readonly List<string> _told = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _asking;
    private string _state = "idle";
    private int _answers;

    public EmulatedTray(string socket)
    {
        _socket = socket;
        _asking = Task.Run(AskAsync);
    }

    /// <summary>The notifications that the person has seen.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            lock (_changing) return [.. _told];
        }
    }

    public int Answers => Volatile.Read(ref _answers);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _asking;
        _ending.Dispose();
    }

    private async Task AskAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            Show(await FindStateAsync());
            await Task.Delay(Between, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> FindStateAsync()
    {
        try
        {
            using var client = await LineClient.ConnectAsync(_socket);
            await client.SendAsync("""{"action": "status"}""");
            var reply = JsonSerializer.Deserialize<JsonElement>(await client.ReadOnceAsync(CommandLineTests.MostBytes));
            Interlocked.Increment(ref _answers);
            return reply.GetProperty("state").GetString()!;
        }
        catch (SocketException)
        {
            return "idle";
        }
    }

    private void Show(string state)
    {
        lock (_changing)
        {
            if (state == "recording" && _state != "recording") _told.Add("Recording started");
            if (state == "idle" && _state == "recording") _told.Add("Recording stopped");
            _state = state;
        }
    }
}
