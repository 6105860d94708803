using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Swictation.Sockets.Listening;

internal static partial class ListeningLog
{
    [LoggerMessage(3200, LogLevel.Warning, "The socket file {Path} was gone and has been made again")]
    public static partial void Restored(ILogger logger, string path);

    [LoggerMessage(3201, LogLevel.Error, "The socket file is gone and cannot be made again: {Reason}")]
    public static partial void NotRestored(ILogger logger, string reason);

    [LoggerMessage(3202, LogLevel.Warning,
        "{Path} cannot accept clients: {Error}; {Times} times since the last message; it keeps trying")]
    public static partial void AcceptFailed(ILogger logger, string path, SocketError error, long times);

    [LoggerMessage(3203, LogLevel.Warning,
        "{Path}: process {Process} of user {User} was refused; {Times} of other users since the last message")]
    public static partial void StrangerRefused(ILogger logger, string path, int process, uint user, long times);

    [LoggerMessage(3204, LogLevel.Warning,
        "Others can write to the directory of {Path} and put a socket of their own there; name another with "
        + "--metrics-socket and --ipc-socket")]
    public static partial void Replaceable(ILogger logger, string path);
}
