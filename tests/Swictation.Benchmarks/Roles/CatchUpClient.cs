using System.Net.Sockets;
using System.Text.Json;
using Swictation.Benchmarks.Lines;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Roles;

/// <summary>
/// Asks with protocol 2 for everything from the beginning, and takes the time until it has caught up.
/// </summary>
internal sealed class CatchUpClient(int fd)
{
    private const int BufferBytes = 256 * 1024;
    private const int SilenceMs = 10_000;
    private const long HelloNanoseconds = 2_000_000_000;
    private const double NanosecondsPerSecond = 1e9;

    private readonly long _start = TimedText.Now();
    private readonly byte[] _buffer = new byte[BufferBytes];
    private bool _isAnswered;
    private bool _hasAll;
    private long _lines;
    private long _events;

    /// <param name="count">Measured lines that the log has.</param>
    public static int Run(string path, long count)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        var result = new CatchUpClient((int)socket.Handle).Measure();
        Console.WriteLine(JsonSerializer.Serialize(result, RoleJsonContext.Default.CatchUpResult));
        return result.KnowsProtocol2 && result.Events != count ? 1 : 0;
    }

    private CatchUpResult Measure()
    {
        var isSent = LibC.TryWriteAll(fd, "{\"hello\":{\"protocol\":2,\"after\":0}}\n"u8);
        for (var used = 0; isSent && !_hasAll && Waits();)
        {
            var count = (int)LibC.read(fd, _buffer.AsSpan(used), _buffer.Length - used);
            if (count <= 0) break;

            var lines = _buffer.AsSpan(0, used + count);
            while (lines.IndexOf((byte)'\n') is >= 0 and var end)
            {
                Take(lines[..end]);
                lines = lines[(end + 1)..];
            }

            lines.CopyTo(_buffer);
            used = lines.Length;
        }

        return new(_isAnswered, _events, _lines, (TimedText.Now() - _start) / NanosecondsPerSecond);
    }

    // An idle daemon repeats a line every second, so that silence alone does not tell that nobody answers the hello.
    private bool Waits()
    {
        Span<PollFd> polled = [new() { Fd = fd, Events = LibC.POLLIN }];
        var isLate = !_isAnswered && TimedText.Now() - _start > HelloNanoseconds;
        return !isLate && LibC.poll(polled, 1, SilenceMs) > 0;
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (_hasAll) return;
        if (!_isAnswered)
        {
            _isAnswered = line.StartsWith("{\"type\":\"hello\""u8);
            return;
        }

        _hasAll = line.StartsWith("{\"type\":\"caught_up\""u8);
        if (_hasAll) return;
        _lines++;
        if (TimedText.TryRead(line, out var sequence, out _) && sequence == _events) _events++;
    }
}
