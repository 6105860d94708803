using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Swictation.Sockets.Listening;

/// <summary>
/// Takes clients from a listener until it is disposed of, whatever happens to single ones, and has its socket file
/// watched over. Owns the listener.
/// </summary>
internal sealed class Acceptor : IAsyncDisposable
{
    // Out of file descriptors: accept fails at once, again and again, until somebody leaves. Without a pause that is a
    // full core.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly UnixListener _listener;
    private readonly Action<Socket> _take;
    private readonly Action<SocketError> _failed;
    private readonly TimeProvider _time;
    private readonly ListenerWatch _watch;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    /// <summary>Starts to accept at once.</summary>
    /// <param name="take">Takes over a client; must not block.</param>
    /// <param name="failed">Hears of an accept that failed.</param>
    public Acceptor(
        UnixListener listener, Action<Socket> take, Action<SocketError> failed, TimeProvider time, ILogger logger)
    {
        _listener = listener;
        _take = take;
        _failed = failed;
        _time = time;
        _watch = new(listener, time, logger);
        _loop = RunAsync();
    }

    /// <summary>Takes no more clients, and removes the socket file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _watch.Dispose();
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                _take(await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                _failed(e.SocketErrorCode);
                await Task.Delay(PauseAfterFailure, _time, _stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
