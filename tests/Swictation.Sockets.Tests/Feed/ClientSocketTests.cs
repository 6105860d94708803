using System.Net.Sockets;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Feed.Readiness;
using Swictation.Sockets.Metrics;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>What a socket takes of more than fits into it.</summary>
public sealed class ClientSocketTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ReadinessWatch _watch = new();
    private readonly FeedMetrics _metrics = new();
    private ClientSocket _sender = null!;
    private LineClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var path = _directory.File("client.sock");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        _client = await LineClient.ConnectAsync(path);
        _sender = new(await listener.AcceptAsync(), _watch, LineClient.Deadline, TimeProvider.System, _metrics);
    }

    public ValueTask DisposeAsync()
    {
        _sender.Dispose();
        _client.Dispose();
        _watch.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task P4_What_is_taken_in_part_is_sent_once()
    {
        byte[] lines =
            [.. Enumerable.Range(0, 100_000).SelectMany(i => BitConverter.GetBytes(i | 0x01010101)), (byte)'\n'];
        Assert.False(_sender.TrySend(lines));

        var sending = _sender.SendAsync("end\n"u8.ToArray(), CancellationToken.None);
        var received = 0;
        while (received < lines.Length + "end\n".Length)
        {
            var some = await _client.ReadOnceAsync(64 * 1024);
            byte[] all = [.. lines, .. "end\n"u8];
            Assert.True(some.AsSpan().SequenceEqual(all.AsSpan(received, some.Length)), $"differs after {received}");
            received += some.Length;
        }

        await sending.WaitAsync(LineClient.Deadline);
        Assert.Equal(received, _metrics.BytesSent);
    }
}
