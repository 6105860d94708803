using System.Globalization;
using System.Net.Sockets;
using Swictation.Benchmarks.Lines;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Roles;

/// <summary>
/// The floor: the least that a server can do with the same bytes. It makes each line itself and writes it to each
/// client with one blocking write, on one thread. It stores nothing, reads nothing and looks at nothing.
/// </summary>
internal static class FloorServer
{
    private const int TimeLength = 8;

    private static ReadOnlySpan<byte> BeforeText => "{\"type\":\"transcription\",\"text\":\""u8;

    private static ReadOnlySpan<byte> BeforeTime => "\",\"timestamp\":\""u8;

    private static ReadOnlySpan<byte> AfterTime => "\",\"wpm\":145.2,\"latency_ms\":234.5,\"words\":3}\n"u8;

    /// <summary>
    /// Waits for all clients, sends the warm-up, waits until it is told to go on, and sends the rest.
    /// </summary>
    public static int Run(string socketPath, int clients, long warmUp, long count, int rate)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        listener.Listen(clients);
        Console.WriteLine(RoleLines.Ready);
        Socket[] connected = [.. Enumerable.Range(0, clients).Select(_ => listener.Accept())];
        int[] fds = [.. connected.Select(client => (int)client.Handle)];

        var isSent = TrySend(fds, 0, warmUp, rate)
            && Console.ReadLine() is not null
            && TrySend(fds, warmUp, count, rate)
            && Console.ReadLine() is not null;
        foreach (var client in connected) client.Dispose();
        return isSent ? 0 : 1;
    }

    private static bool TrySend(int[] clients, long first, long count, int rate)
    {
        byte[] line =
            [.. BeforeText, .. new byte[TimedText.Length], .. BeforeTime, .. new byte[TimeLength], .. AfterTime];
        var text = line.AsMemory(BeforeText.Length, TimedText.Length);
        var time = line.AsMemory(BeforeText.Length + TimedText.Length + BeforeTime.Length, TimeLength);
        var pacer = new Pacer(rate);
        for (var i = 0L; i < count; i++)
        {
            pacer.WaitFor(i);
            TimedText.Write(text.Span, first + i, TimedText.Now());
            DateTime.Now.TryFormat(time.Span, out _, "HH:mm:ss", CultureInfo.InvariantCulture);
            foreach (var client in clients)
            {
                if (!LibC.TryWriteAll(client, line)) return false;
            }
        }

        return true;
    }
}
