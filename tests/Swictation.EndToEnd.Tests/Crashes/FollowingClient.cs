using System.Collections.Concurrent;
using Swictation.Sockets.Client;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>A client that follows the feed over all crashes and keeps what it gets until it is checked.</summary>
internal sealed class FollowingClient : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedEvent> _received = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly ReconnectingClient _client;
    private readonly Task _following;
    private long _taken;

    public FollowingClient(string socket)
    {
        _client = new(
            socket,
            new()
            {
                After = 0,
                FirstPause = TimeSpan.FromMilliseconds(20),
                LongestPause = TimeSpan.FromMilliseconds(100),
            },
            TimeProvider.System);
        _following = Task.Run(FollowAsync);
    }

    public int Connections => _client.Connections;

    /// <summary>What the feed was refused with; null while it goes on.</summary>
    public Exception? Failure => _following.Exception?.InnerException;

    /// <summary>
    /// What was received since it was asked last. Fails when it is not every event once and in order (promise P4).
    /// </summary>
    public IEnumerable<ReceivedEvent> TakeReceived()
    {
        while (_received.TryDequeue(out var e))
        {
            Assert.Equal(++_taken, e.Sequence);
            yield return e;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task FollowAsync()
    {
        await foreach (var e in _client.ReadAllAsync(_ending.Token))
            _received.Enqueue(e);
    }
}
