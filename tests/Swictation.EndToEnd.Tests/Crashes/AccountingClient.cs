using Swictation.Sockets.Client;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>A client that follows the feed from the beginning and keeps account of each position that it hears of.</summary>
internal sealed class AccountingClient : IAsyncDisposable
{
    private readonly List<(long First, long Last, bool IsEvent)> _heard = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly ReconnectingClient _client;
    private readonly Task _following;

    public AccountingClient(string socket)
    {
        _client = new(
            socket,
            new()
            {
                After = 0,
                FirstPause = TimeSpan.FromMilliseconds(20),
                LongestPause = TimeSpan.FromMilliseconds(100),
                Removed = range => Note(range.First, range.Last, isEvent: false),
            },
            TimeProvider.System);
        _following = Task.Run(FollowAsync);
    }

    /// <summary>The last position that it has heard of; 0 at first.</summary>
    public long Position
    {
        get
        {
            lock (_heard) return _heard is [.., var newest] ? newest.Last : 0;
        }
    }

    /// <summary>
    /// The positions of the events that it has got. Fails unless it has heard of every position once and in order, be it with
    /// an event or with a gap (promises P4 and P9).
    /// </summary>
    public IReadOnlyList<long> Account()
    {
        lock (_heard)
        {
            var next = 1L;
            foreach (var (first, last, _) in _heard)
            {
                Assert.Equal(next, first);
                next = last + 1;
            }

            return [.. _heard.Where(heard => heard.IsEvent).Select(heard => heard.First)];
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
        await foreach (var e in _client.ReadAllAsync(_ending.Token)) Note(e.Sequence, e.Sequence, isEvent: true);
    }

    private void Note(long first, long last, bool isEvent)
    {
        lock (_heard) _heard.Add((first, last, isEvent));
    }
}
