using System.Net.Sockets;

namespace Swictation.Sockets.Listening;

/// <summary>Takes clients from a listener until it is told to stop, whatever happens to single ones.</summary>
internal static class AcceptLoop
{
    // Out of file descriptors: accept fails at once, again and again, until somebody leaves. Without a pause that is a
    // full core.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    /// <param name="take">Takes over a client; must not block.</param>
    /// <param name="failed">Hears of an accept that failed.</param>
    public static async Task RunAsync(
        UnixListener listener,
        Action<Socket> take,
        Action<SocketError> failed,
        TimeProvider time,
        CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                take(await listener.AcceptAsync(stopping).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                failed(e.SocketErrorCode);
                await Task.Delay(PauseAfterFailure, time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
