using System.Net.Sockets;
using System.Text.Json;
using Swictation.Benchmarks.Lines;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Roles;

/// <summary>Connects, and reads and counts lines until the connection is closed.</summary>
internal static class PlayedClient
{
    private const double NanosecondsPerMillisecond = 1e6;

    public static int Run(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var start = TimedText.Now();
        socket.Connect(new UnixDomainSocketEndPoint(path));
        var fd = (int)socket.Handle;
        var buffer = new byte[256 * 1024];
        var (lines, first, last) = (0L, 0L, start);
        while ((int)LibC.read(fd, buffer, buffer.Length) is > 0 and var count)
        {
            last = TimedText.Now();
            lines += buffer.AsSpan(0, count).Count((byte)'\n');
            if (first == 0 && lines > 0) first = last;
        }

        var result = new PlayedResult(lines, (first - start) / NanosecondsPerMillisecond, (last - start) / NanosecondsPerMillisecond / 1e3);
        Console.WriteLine(JsonSerializer.Serialize(result, RoleJsonContext.Default.PlayedResult));
        return lines > 0 ? 0 : 1;
    }
}
