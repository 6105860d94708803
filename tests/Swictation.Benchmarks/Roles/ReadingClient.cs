using System.Net.Sockets;
using Swictation.Benchmarks.Lines;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Roles;

/// <summary>One connection that is read: cuts what comes into lines and takes times and gaps from them.</summary>
internal sealed class ReadingClient : IDisposable
{
    private const int BufferBytes = 256 * 1024;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly long _first;
    private readonly Percentiles _latencies;
    private int _used;

    /// <param name="first">The first number that counts; those before it are the warm-up.</param>
    public ReadingClient(string path, long first, Percentiles latencies)
    {
        _first = first;
        _latencies = latencies;
        _socket.Connect(new UnixDomainSocketEndPoint(path));
        Fd = (int)_socket.Handle;
    }

    public int Fd { get; }

    /// <summary>The number that is to come next; all before it have come, or are faults.</summary>
    public long Next { get; private set; }

    /// <summary>Numbers that were left out, came twice or out of order.</summary>
    public long Faults { get; private set; }

    /// <summary>When the first line that counts was sent; 0 before it.</summary>
    public long FirstSentAt { get; private set; }

    public long LastReceivedAt { get; private set; }

    /// <summary>Reads once what there is; false at the end of the connection.</summary>
    public bool TryRead()
    {
        var count = (int)LibC.read(Fd, _buffer.AsSpan(_used), _buffer.Length - _used);
        var now = TimedText.Now();
        if (count <= 0) return false;

        var lines = _buffer.AsSpan(0, _used + count);
        while (lines.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (TimedText.TryRead(lines[..end], out var sequence, out var sentAt)) Take(sequence, sentAt, now);
            lines = lines[(end + 1)..];
        }

        lines.CopyTo(_buffer);
        _used = lines.Length;
        return true;
    }

    public void Dispose() => _socket.Dispose();

    private void Take(long sequence, long sentAt, long receivedAt)
    {
        if (sequence != Next) Faults += Math.Max(1, sequence - Next);
        Next = Math.Max(Next, sequence + 1);
        if (sequence < _first) return;

        if (FirstSentAt == 0) FirstSentAt = sentAt;
        LastReceivedAt = receivedAt;
        _latencies.Add(receivedAt - sentAt);
    }
}
