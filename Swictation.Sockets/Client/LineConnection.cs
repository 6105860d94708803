using System.Net.Sockets;

namespace Swictation.Sockets.Client;

/// <summary>
/// One connection to a socket that sends lines. However it ends, it only ends: a line that is not complete by then is
/// thrown away.
/// </summary>
internal sealed class LineConnection : IDisposable
{
    /// <summary>A line that is longer than this is usually taken for no feed.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    private const int UsualBytes = 64 * 1024;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;
    private readonly int _longestLine;
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _ending;
    private readonly CancellationTokenRegistration _cancelling;
    private readonly CancellationToken _cancelled;
    private byte[] _buffer = new byte[UsualBytes];
    private int _start;
    private int _end;

    private LineConnection(
        string path, int longestLine, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        (_path, _longestLine, _patience) = (path, longestLine, patience);
        _ending = new(patience, time);
        _cancelled = cancellationToken;
        _cancelling = cancellationToken.UnsafeRegister(
            static ending => ((CancellationTokenSource)ending!).Cancel(), _ending);
    }

    /// <summary>
    /// Until this is true, the patience counts from the beginning; afterwards from the last thing that was received.
    /// </summary>
    public bool IsAnswered { get; set; }

    /// <summary>Connects and sends a first line; null if no process listens.</summary>
    /// <param name="longestLine">In bytes; who sends a longer one sends no feed.</param>
    /// <param name="patience">Silence for so long ends the connection.</param>
    public static async Task<LineConnection?> TryOpenAsync(
        string path,
        ReadOnlyMemory<byte> greeting,
        int longestLine,
        TimeSpan patience,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var connection = new LineConnection(path, longestLine, patience, time, cancellationToken);
        if (await connection.TryAsync(async socket =>
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), connection._ending.Token)
                    .ConfigureAwait(false);
                await socket.SendAsync(greeting, connection._ending.Token).ConfigureAwait(false);
            }).ConfigureAwait(false))
        {
            return connection;
        }

        connection.Dispose();
        return null;
    }

    /// <summary>
    /// The next line, without its newline, valid until the one after it is asked for; null when the connection has ended,
    /// broken or gone silent.
    /// </summary>
    /// <exception cref="NoFeedException">It is longer than lines are.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync()
    {
        while (true)
        {
            if (TryTakeLine(out var line)) return line;
            if (_end - _start >= _longestLine) throw new NoFeedException(_path, $"a line is longer than {_longestLine} bytes");
            if (!await ReceiveAsync().ConfigureAwait(false)) return null;
        }
    }

    public void Dispose()
    {
        _cancelling.Dispose();
        _ending.Dispose();
        _socket.Dispose();
    }

    private bool TryTakeLine(out ReadOnlyMemory<byte> line)
    {
        var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        line = length < 0 ? default : _buffer.AsMemory(_start, length);
        _start += length + 1;
        return length >= 0;
    }

    // False: the connection has ended.
    private async Task<bool> ReceiveAsync()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);

        // Only while it waits for the server: the reader of the lines may take any time.
        if (IsAnswered) _ending.CancelAfter(_patience);
        var received = 0;
        var isWhole = await TryAsync(async socket => received = await socket
            .ReceiveAsync(_buffer.AsMemory(_end), SocketFlags.None, _ending.Token).ConfigureAwait(false))
            .ConfigureAwait(false);
        if (IsAnswered) _ending.CancelAfter(Timeout.InfiniteTimeSpan);
        _end += received;
        return isWhole && received > 0;
    }

    private async Task<bool> TryAsync(Func<Socket, Task> transfer)
    {
        try
        {
            await transfer(_socket).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!_cancelled.IsCancellationRequested)
        {
            return false;
        }
    }
}
