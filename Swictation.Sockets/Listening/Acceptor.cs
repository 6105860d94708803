using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Swictation.Sockets.Listening;

/// <summary>
/// Takes clients from a listener until it is disposed of, also when one of them fails, and has its socket file
/// watched over. Owns the listener.
/// </summary>
internal sealed class Acceptor : IAsyncDisposable
{
    // Out of file descriptors: accept fails at once, again and again, until a client leaves. Without a pause that is a
    // full core.
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan UntilClosed = TimeSpan.FromMilliseconds(1);

    // A lasting trouble fills no log.
    private static readonly TimeSpan BetweenWarnings = TimeSpan.FromMinutes(1);

    private readonly UnixListener _listener;
    private readonly Action<Socket, PeerCredentials> _take;
    private readonly Action<Socket, string> _refuse;
    private readonly Action _failed;
    private readonly int _reserved;
    private readonly Func<bool> _makeRoom;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly MessageThrottle _failure;
    private readonly MessageThrottle _stranger;
    private readonly ListenerWatch _watch;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loop;

    /// <summary>Starts to accept at once.</summary>
    /// <param name="take">Takes over a client; must not block.</param>
    /// <param name="refuse">Sends the reason to a process of another user and closes; must not block.</param>
    /// <param name="reserved">How many file descriptors these clients leave to others.</param>
    /// <param name="makeRoom">Has a client closed that can be done without; false if there is none.</param>
    /// <param name="failed">Hears of every accept that failed. Logged it is here, once a minute at most.</param>
    public Acceptor(
        UnixListener listener,
        Action<Socket, PeerCredentials> take,
        Action<Socket, string> refuse,
        Action failed,
        int reserved,
        Func<bool> makeRoom,
        TimeProvider time,
        ILogger logger)
    {
        _listener = listener;
        _take = take;
        _refuse = refuse;
        _failed = failed;
        (_reserved, _makeRoom) = (reserved, makeRoom);
        _time = time;
        _logger = logger;
        _failure = new(time, BetweenWarnings);
        _stranger = new(time, BetweenWarnings);
        _watch = new(listener, time, logger);
        _loop = RunAsync();
    }

    /// <summary>False once no more clients are taken, wanted or not.</summary>
    public bool IsAccepting => !_loop.IsCompleted;

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
                var socket = await _listener.AcceptAsync(_stopping.Token).ConfigureAwait(false);
                await WaitForRoomAsync(socket).ConfigureAwait(false);
                Receive(socket);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException e)
            {
                await PauseAsync(e.SocketErrorCode).ConfigureAwait(false);
            }
        }
    }

    // The client waits, as those behind it do; to close it would tell it that the daemon has gone.
    private async ValueTask WaitForRoomAsync(Socket socket)
    {
        while (DescriptorLimit.IsReached(socket.Handle, _reserved))
        {
            if (_makeRoom())
                await Task.Delay(UntilClosed, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            else
                await PauseAsync(SocketError.TooManyOpenSockets).ConfigureAwait(false);
            if (!_stopping.IsCancellationRequested) continue;

            socket.Dispose();
            throw new OperationCanceledException(_stopping.Token);
        }
    }

    private async Task PauseAsync(SocketError error)
    {
        _failed();
        if (_failure.ShouldReport(out var times))
            ListeningLog.AcceptFailed(_logger, _listener.Path, error, times);
        await Task.Delay(PauseAfterFailure, _time, _stopping.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Receive(Socket socket)
    {
        var peer = PeerCredentials.Of(socket);
        if (peer.AreTrusted)
        {
            _take(socket, peer);
            return;
        }

        if (_stranger.ShouldReport(out var times))
            ListeningLog.StrangerRefused(_logger, _listener.Path, peer.ProcessId, peer.UserId, times);
        _refuse(socket, peer.Refusal);
    }
}
