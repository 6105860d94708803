using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Swictation.Sockets.Listening;

namespace Swictation.Sockets.Commands;

internal static partial class CommandLog
{
    [LoggerMessage(3100, LogLevel.Information, "Command socket {Path} is open")]
    public static partial void Listening(ILogger logger, string path);

    [LoggerMessage(3101, LogLevel.Debug, "Process {Process} was refused {Action}: {Code}: {Error}")]
    public static partial void Refused(ILogger logger, PeerCredentials process, string action, CommandErrorCode? code, string? error);

    [LoggerMessage(3106, LogLevel.Debug, "Process {Process} asked for {Action}: {Message}")]
    public static partial void Done(ILogger logger, PeerCredentials process, string action, string? message);

    [LoggerMessage(3102, LogLevel.Debug, "Process {Process}, a command client, is gone: {Error}")]
    public static partial void ClientGone(ILogger logger, PeerCredentials process, SocketError error);

    [LoggerMessage(3104, LogLevel.Error, "A command failed by an error of the daemon's own")]
    public static partial void Failed(ILogger logger, Exception error);

    [LoggerMessage(3105, LogLevel.Warning, "A command client was refused: {Limit} are connected, which is the limit")]
    public static partial void TooManyClients(ILogger logger, int limit);
}
