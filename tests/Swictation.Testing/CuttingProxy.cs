using System.Net.Sockets;

namespace Swictation.Testing;

/// <summary>
/// Stands between clients and a Unix socket, and cuts each connection off after a number of bytes: in the middle of a
/// line as well as between two.
/// </summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly string _target;
    private readonly Func<int?> _bytesToPass;
    private readonly Socket _listener = NewSocket();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;
    private int _cuts;

    /// <param name="path">Where clients connect.</param>
    /// <param name="bytesToPass">
    /// Asked for each connection how many bytes the client gets of it; null for all. From one thread at a time.
    /// </param>
    public CuttingProxy(string path, string target, Func<int?> bytesToPass)
    {
        _target = target;
        _bytesToPass = bytesToPass;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>Connections that were cut off.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ending.Dispose();
    }

    private static Socket NewSocket() => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private async Task AcceptAsync()
    {
        var connections = new HashSet<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptAsync(_ending.Token);
                connections.RemoveWhere(connection => connection.IsCompletedSuccessfully);
                connections.Add(ServeAsync(client, _bytesToPass()));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client, int? bytes)
    {
        using var server = NewSocket();
        using (client)
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_target), _ending.Token);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            var asking = PassAsync(client, server, null, over.Token);
            if (await PassAsync(server, client, bytes, over.Token)) Interlocked.Increment(ref _cuts);
            await over.CancelAsync();
            await asking;
        }
    }

    // True when that many bytes were passed; false when a side has gone before.
    private static async Task<bool> PassAsync(Socket from, Socket to, int? most, CancellationToken cancellationToken)
    {
        var buffer = new byte[8 * 1024];
        var left = most ?? long.MaxValue;
        try
        {
            while (left > 0)
            {
                var some = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
                var received = await from.ReceiveAsync(some, cancellationToken);
                if (received == 0) return false;

                await to.SendAsync(some[..received], cancellationToken);
                left -= received;
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
