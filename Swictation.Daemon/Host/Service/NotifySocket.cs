using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Host.Service;

/// <summary>
/// Reports to the service manager: datagrams of <c>NAME=value</c> lines, as sd_notify(3) has them. Nobody
/// depends on their arrival; what cannot be sent is logged once.
/// </summary>
internal sealed class NotifySocket : IDisposable
{
    private const int SendTimeoutMs = 1_000;

    private readonly Socket _socket;
    private readonly UnixDomainSocketEndPoint _manager;
    private readonly ILogger _logger;
    private bool _hasFailed;

    private NotifySocket(UnixDomainSocketEndPoint manager, ILogger logger)
    {
        _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { SendTimeout = SendTimeoutMs };
        _manager = manager;
        _logger = logger;
    }

    /// <param name="address">A path, or with <c>@</c> in front a name in the abstract name space.</param>
    /// <returns>Null if there is no manager, or none that can be reached this way.</returns>
    public static NotifySocket? Open(string? address, ILogger logger)
    {
        switch (address)
        {
            case null:
                return null;
            case ['/', ..]:
                return new(new(address), logger);
            case ['@', .. var name]:
                return new(new('\0' + name), logger);
            default:
                ServiceLog.UnknownAddress(logger, address);
                return null;
        }
    }

    public void Send(params string[] assignments)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', assignments)), _manager);
        }
        catch (SocketException e)
        {
            if (!_hasFailed) ServiceLog.NotSent(_logger, assignments[0], e.SocketErrorCode);
            _hasFailed = true;
        }
    }

    public void Dispose() => _socket.Dispose();
}
