using System.Net.Sockets;
using System.Text;
using Swictation.Daemon.Host.Service;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Host.Service;

public sealed class NotifySocketTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingLogger _logger = new();
    private readonly Socket _manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
    {
        ReceiveTimeout = 5_000,
    };

    [Fact]
    public void Manager_at_a_path_is_told()
    {
        _manager.Bind(new UnixDomainSocketEndPoint(_directory.File("notify")));

        using var socket = NotifySocket.Open(_directory.File("notify"), _logger);
        socket!.Send("READY=1", "STATUS=idle, 2 clients");

        Assert.Equal("READY=1\nSTATUS=idle, 2 clients", Receive());
    }

    [Fact]
    public void Manager_in_the_abstract_name_space_is_told()
    {
        var name = $"swictation-test-{Guid.NewGuid():n}";
        _manager.Bind(new UnixDomainSocketEndPoint('\0' + name));

        using var socket = NotifySocket.Open('@' + name, _logger);
        socket!.Send("WATCHDOG=1");

        Assert.Equal("WATCHDOG=1", Receive());
    }

    [Fact]
    public void Manager_that_is_gone_is_missed_once_and_nothing_else_happens()
    {
        using var socket = NotifySocket.Open(_directory.File("nobody"), _logger);

        socket!.Send("READY=1");
        socket.Send("STOPPING=1");

        Assert.Contains("READY=1", Assert.Single(_logger.Lines).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_manager_there_is_nobody_to_tell()
    {
        Assert.Null(NotifySocket.Open(null, _logger));
        Assert.Empty(_logger.Lines);
    }

    [Fact]
    public void Manager_behind_another_kind_of_address_is_not_told()
    {
        Assert.Null(NotifySocket.Open("vsock:2:1234", _logger));
        Assert.Contains("vsock:2:1234", Assert.Single(_logger.Lines).Text, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _manager.Dispose();
        _directory.Dispose();
    }

    private string Receive()
    {
        var buffer = new byte[4_096];
        return Encoding.UTF8.GetString(buffer, 0, _manager.Receive(buffer));
    }
}
