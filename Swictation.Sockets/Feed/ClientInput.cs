using System.Net.Sockets;
using System.Threading.Channels;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>The input of a client: nothing under protocol 1, hellos and requests under protocol 2.</summary>
/// <param name="arrived">Called when there is a line to take.</param>
internal sealed class ClientInput(ClientSocket socket, Action arrived)
{
    private const int MaxLineBytes = 64 * 1024;

    // One line waits; while it does, nothing more is read, and the client's socket fills up.
    private readonly Channel<ClientLine> _lines = Channel.CreateBounded<ClientLine>(1);
    private byte[] _buffer = new byte[512];
    private int _length;

    /// <summary>True if the next line is about the feed: a hello, or what is refused for one.</summary>
    public bool HasHello => _lines.Reader.TryPeek(out var line) && !line.IsRequest;

    /// <summary>The next thing that the client has asked for.</summary>
    public bool TryTake(out ClientLine line) => _lines.Reader.TryRead(out line);

    /// <summary>The same, if it is not about the feed.</summary>
    public bool TryTakeRequest(out ClientLine line)
    {
        line = default;
        return !HasHello && TryTake(out line);
    }

    /// <summary>Waits until the client asks for something, but no longer than a time.</summary>
    /// <param name="ended">Ends the wait when it completes; null for nothing.</param>
    public async Task WaitAsync(TimeSpan most, Task? ended, TimeProvider time, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = _lines.Reader.WaitToReadAsync(ending.Token).AsTask();
        var late = Task.Delay(most, time, ending.Token);
        await Task.WhenAny(asked, late, ended ?? late).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Reads until the client leaves.</summary>
    /// <returns>The way in which the client disconnected; null when reading was cancelled.</returns>
    public async Task<DisconnectReason?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await socket.WaitClosedAsync(cancellationToken).ConfigureAwait(false);
            return DisconnectReason.Closed;
        }
        catch (SocketException e)
        {
            // The system drops unread bytes when a client closes, and reports that as a reset.
            return e.SocketErrorCode == SocketError.ConnectionReset ? DisconnectReason.Gone : DisconnectReason.Closed;
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }

    private async Task ReadToEndAsync(CancellationToken cancellationToken)
    {
        while (await socket.ReceiveAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false)
            is > 0 and var received)
        {
            _length += received;
            if (!await TakeLinesAsync(cancellationToken).ConfigureAwait(false)) return;
        }
    }

    // False: the client has sent something other than a line, and reading ends.
    private async Task<bool> TakeLinesAsync(CancellationToken cancellationToken)
    {
        var start = 0;
        while (_buffer.AsSpan(start, _length - start).IndexOf((byte)'\n') is >= 0 and var length)
        {
            var line = _buffer.AsMemory(start, length);
            start += length + 1;
            if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;

            var read = ClientLineReader.Read(line);
            await HandOverAsync(read, cancellationToken).ConfigureAwait(false);
            if (read.Error is { IsCorrectable: false }) return false;
        }

        _buffer.AsSpan(start, _length - start).CopyTo(_buffer);
        _length -= start;
        if (_length < _buffer.Length) return true;
        if (_length < MaxLineBytes)
        {
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 4, MaxLineBytes));
            return true;
        }

        var tooLarge = new FeedError(
            FeedErrorCode.InputTooLarge, $"A line has at most {MaxLineBytes} bytes; send one {{\"hello\":{{…}}}}");
        await HandOverAsync(new(null, null, tooLarge), cancellationToken).ConfigureAwait(false);
        return false;
    }

    private async Task HandOverAsync(ClientLine line, CancellationToken cancellationToken)
    {
        await _lines.Writer.WriteAsync(line, cancellationToken).ConfigureAwait(false);
        arrived();
    }
}
