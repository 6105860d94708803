using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Host.Service;

internal static partial class ServiceLog
{
    [LoggerMessage(1400, LogLevel.Warning,
        "NOTIFY_SOCKET {Address} is neither a path nor an abstract name; the service manager gets no reports")]
    public static partial void UnknownAddress(ILogger logger, string address);

    [LoggerMessage(1401, LogLevel.Warning, "{Assignment} could not be sent to the service manager: {Error}")]
    public static partial void NotSent(ILogger logger, string assignment, SocketError error);

    [LoggerMessage(1402, LogLevel.Error,
        "{Part} has not answered for {Seconds:0} s; unless it does, the service manager will restart the daemon")]
    public static partial void NotAnswering(ILogger logger, string part, double seconds);

    [LoggerMessage(1403, LogLevel.Error, "{Part} does not work any more: the service manager will restart the daemon")]
    public static partial void Broken(ILogger logger, string part, Exception error);

    [LoggerMessage(1404, LogLevel.Information, "{Socket} was passed by the service manager")]
    public static partial void SocketPassed(ILogger logger, string socket);

    [LoggerMessage(1405, LogLevel.Information,
        "{Sockets} are stopped, so that no client brings the daemon back; "
        + "swictation-daemon start, toggle or the next login starts them")]
    public static partial void SocketsStopped(ILogger logger, string sockets);

    [LoggerMessage(1406, LogLevel.Warning,
        "The sockets of the service are not stopped, and the next client may start the daemon again: {Reason}")]
    public static partial void SocketsNotStopped(ILogger logger, string reason);
}
