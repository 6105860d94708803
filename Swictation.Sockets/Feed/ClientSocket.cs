using System.Net.Sockets;
using Swictation.Domain.Errors;
using Swictation.Sockets.Feed.Readiness;
using Swictation.Sockets.Metrics;

namespace Swictation.Sockets.Feed;

/// <summary>
/// The socket of one client, and the bytes that it has not taken yet. Sends without waiting, or waits for the client no
/// longer than the stall timeout.
/// </summary>
internal sealed class ClientSocket : IDisposable
{
    private readonly Socket _socket;
    private readonly WatchedSocket _watched;
    private readonly TimeSpan _stallTimeout;
    private readonly TimeProvider _time;
    private readonly FeedMetrics _metrics;
    private ReadOnlyMemory<byte> _unsent;

    public ClientSocket(
        Socket socket, ReadinessWatch watch, TimeSpan stallTimeout, TimeProvider time, FeedMetrics metrics)
    {
        _socket = socket;
        _socket.Blocking = false;
        _watched = watch.Add(socket);
        _stallTimeout = stallTimeout;
        _time = time;
        _metrics = metrics;
        SentAt = time.GetTimestamp();
    }

    /// <summary>Timestamp of the last send.</summary>
    public long SentAt { get; private set; }

    /// <summary>
    /// Sends as much as the socket takes now; true if that was all. The rest goes out with the next send.
    /// </summary>
    public bool TrySend(ReadOnlyMemory<byte> lines)
    {
        if (lines.IsEmpty) return true;
        var sent = 0;
        try
        {
            TrySendNow(lines.Span, out sent);
        }
        catch (SocketException)
        {
            // The client's loop will meet the same error, and it is the one to say so and to end.
        }

        _unsent = lines[sent..];
        return _unsent.IsEmpty;
    }

    /// <summary>Sends the rest, and then these lines, however slowly the client reads them.</summary>
    /// <exception cref="BufferLimitReachedException">The client read nothing for the stall timeout.</exception>
    /// <exception cref="SocketException">The client is gone.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        if (!_unsent.IsEmpty)
        {
            var left = _unsent;
            _unsent = default;
            await SendAllAsync(left, cancellationToken).ConfigureAwait(false);
        }

        await SendAllAsync(lines, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads bytes from the client, as soon as there are some; 0 when it will send nothing more.</summary>
    /// <exception cref="SocketException">The client is gone.</exception>
    public async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var received = _socket.Receive(buffer.Span, SocketFlags.None, out var error);
            if (error == SocketError.Success) return received;
            if (error != SocketError.WouldBlock) throw new SocketException((int)error);
            await _watched.WaitReadableAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// True if the client has closed and left lines unread: what the system keeps of that goes to who asks first, here or
    /// in <see cref="ReceiveAsync"/>.
    /// </summary>
    public bool TakeReset() =>
        (SocketError)(int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)! == SocketError.ConnectionReset;

    /// <summary>Completes when the client is gone, if it was not yet when it ended its input.</summary>
    public Task WaitClosedAsync(CancellationToken cancellationToken) =>
        _watched.WaitClosedAsync().WaitAsync(cancellationToken);

    public void Dispose()
    {
        _watched.Dispose();
        _socket.Dispose();
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        while (!lines.IsEmpty)
        {
            if (!TrySendNow(lines.Span, out var sent))
                await WaitForRoomAsync(lines.Length, cancellationToken).ConfigureAwait(false);
            lines = lines[sent..];
        }
    }

    private async Task WaitForRoomAsync(int waiting, CancellationToken cancellationToken)
    {
        try
        {
            await _watched.WaitWritableAsync().WaitAsync(_stallTimeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new BufferLimitReachedException("a client's socket", _socket.SendBufferSize, waiting);
        }
    }

    private bool TrySendNow(ReadOnlySpan<byte> lines, out int sent)
    {
        sent = _socket.Send(lines, SocketFlags.None, out var error);
        SentAt = _time.GetTimestamp();
        if (error == SocketError.Success)
        {
            _metrics.SentBytes(sent);
            return true;
        }

        sent = 0;
        return error == SocketError.WouldBlock ? false : throw new SocketException((int)error);
    }
}
