using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Swictation.Testing;

/// <summary>
/// A client of either socket: sends bytes, reads lines, and fails a test rather than wait longer than
/// <see cref="Deadline"/>.
/// </summary>
public sealed class LineClient : IDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    // A line may be long in coming while others come: a daemon sends its metrics every second, for ever.
    private static readonly TimeSpan Longest = 5 * Deadline;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    private LineClient(Socket socket) => _socket = socket;

    /// <summary>True if the server has closed and nothing is left to read.</summary>
    public bool IsClosed =>
        _start == _end && _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && _socket.Available == 0;

    /// <summary>Connects to a socket that is there already.</summary>
    public static async Task<LineClient> ConnectAsync(string path)
    {
        var client = new LineClient(new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified));
        using var late = new CancellationTokenSource(Deadline);
        await client._socket.ConnectAsync(new UnixDomainSocketEndPoint(path), late.Token);
        return client;
    }

    /// <summary>The other side of a connection that a test has accepted. Owns it from now on.</summary>
    public static LineClient Over(Socket accepted) => new(accepted);

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends all bytes, in one write if the socket takes them.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        using var late = new CancellationTokenSource(Deadline);
        while (!bytes.IsEmpty) bytes = bytes[await _socket.SendAsync(bytes, late.Token)..];
    }

    /// <summary>Says that nothing more will be sent; reading goes on.</summary>
    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>The next line without its newline; null at the end of the input.</summary>
    /// <exception cref="EndOfStreamException">The input ended in the middle of a line.</exception>
    /// <exception cref="TimeoutException">Nothing came within the deadline.</exception>
    public async Task<string?> TryReadLineAsync()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, length);
                _start += length + 1;
                return line;
            }

            if (await FillAsync()) continue;
            if (_start == _end) return null;
            throw new EndOfStreamException("The input ended in the middle of a line.");
        }
    }

    /// <summary>The next line without its newline; fails at the end of the input.</summary>
    public async Task<string> ReadLineAsync() =>
        await TryReadLineAsync() ?? throw new EndOfStreamException("The server has closed the connection.");

    /// <summary>Exactly this many lines.</summary>
    public async Task<List<string>> ReadLinesAsync(int count)
    {
        var lines = new List<string>(count);
        while (lines.Count < count) lines.Add(await ReadLineAsync());
        return lines;
    }

    /// <summary>All lines up to and including the first that contains a text.</summary>
    /// <exception cref="TimeoutException">Nothing came within the deadline, or for minutes nothing but other lines.</exception>
    public Task<List<string>> ReadLinesUntilAsync(string text) =>
        ReadLinesUntilAsync(line => line.Contains(text, StringComparison.Ordinal), text);

    /// <summary>All lines up to and including the first of which something is so.</summary>
    /// <param name="what">What is so, in words for the message.</param>
    /// <inheritdoc cref="ReadLinesUntilAsync(string)"/>
    public async Task<List<string>> ReadLinesUntilAsync(Predicate<string> isLast, string what)
    {
        var lines = new List<string>();
        var began = Stopwatch.GetTimestamp();
        do
        {
            if (Stopwatch.GetElapsedTime(began) > Longest)
                throw new TimeoutException($"In {Longest.TotalSeconds} s came {lines.Count} lines, up to {lines[^1]}, and none with: {what}.");
            lines.Add(await ReadLineAsync());
        }
        while (!isLast(lines[^1]));
        return lines;
    }

    /// <summary>
    /// Hands over every line as bytes, without its newline, while it is told to go on: for millions of lines.
    /// </summary>
    /// <exception cref="EndOfStreamException">The server has closed.</exception>
    public async Task ReadWhileAsync(Func<ReadOnlyMemory<byte>, bool> take)
    {
        while (true)
        {
            while (_buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                var line = _buffer.AsMemory(_start, length);
                _start += length + 1;
                if (!take(line)) return;
            }

            if (!await FillAsync()) throw new EndOfStreamException("The server has closed the connection.");
        }
    }

    /// <summary>All lines until the server closes.</summary>
    public async Task<List<string>> ReadLinesToEndAsync()
    {
        var lines = new List<string>();
        while (await TryReadLineAsync() is { } line) lines.Add(line);
        return lines;
    }

    /// <summary>
    /// What one read gives, as clients that read a reply only once do it; empty at the end of the input.
    /// </summary>
    public async Task<byte[]> ReadOnceAsync(int most)
    {
        using var late = new CancellationTokenSource(Deadline);
        var bytes = new byte[most];
        return bytes[..await _socket.ReceiveAsync(bytes, late.Token)];
    }

    public void Dispose() => _socket.Dispose();

    private async Task<bool> FillAsync()
    {
        if (_start > 0) _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);

        using var late = new CancellationTokenSource(Deadline);
        try
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(_end), late.Token);
            _end += received;
            return received > 0;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Nothing came within {Deadline.TotalSeconds} s.");
        }
    }
}
