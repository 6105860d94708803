using System.Net.Sockets;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Listening;

public sealed class SocketPathTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory.File("some.sock");

    [Fact]
    public void Who_looks_whether_a_socket_is_used_is_no_client_of_it()
    {
        using var used = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        used.Bind(new UnixDomainSocketEndPoint(Path));
        used.Listen();

        Assert.Equal(SocketOccupant.Live, SocketPath.Probe(Path));

        Assert.False(used.Poll(TimeSpan.Zero, SelectMode.SelectRead));
    }

    [Theory]
    [InlineData(SocketType.Dgram)]
    [InlineData(SocketType.Seqpacket)]
    public void A_socket_of_another_kind_is_live_while_its_process_is_there(SocketType kind)
    {
        using (var other = new Socket(AddressFamily.Unix, kind, ProtocolType.Unspecified))
        {
            other.Bind(new UnixDomainSocketEndPoint(Path));
            Assert.Equal(SocketOccupant.Live, SocketPath.Probe(Path));
        }

        StaleSocket.Leave(Path);
        Assert.Equal(SocketOccupant.Stale, SocketPath.Probe(Path));
    }

    public void Dispose() => _directory.Dispose();
}
