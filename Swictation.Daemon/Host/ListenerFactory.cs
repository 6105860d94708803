using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Host.Service;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Host;

/// <summary>Listens on the daemon's sockets.</summary>
internal static class ListenerFactory
{
    /// <param name="passed">The socket that the service manager listens on already; null: one is made.</param>
    /// <exception cref="SocketBindFailedException">It cannot be made.</exception>
    public static UnixListener Listen(Socket? passed, SocketSetting socket, ILogger logger)
    {
        if (passed is not null)
        {
            var over = UnixListener.Over(passed);
            ServiceLog.SocketPassed(logger, over.Path);
            return over;
        }

        var place = SocketPlace.Of(socket);
        var listener = place.Bind();
        if (listener.Path != place.Path && place.Obstacle is { } obstacle)
            HostLog.SocketElsewhere(logger, obstacle, listener.Path);
        return listener;
    }
}
