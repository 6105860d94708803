using Microsoft.Extensions.Logging;
using Swictation.Domain.Events;
using Swictation.Sockets.Listening;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

internal static partial class FeedLog
{
    [LoggerMessage(3000, LogLevel.Information, "Metrics socket {Path} is open")]
    public static partial void Listening(ILogger logger, string path);

    [LoggerMessage(3001, LogLevel.Debug, "Metrics client {Client} connected: process {Process}")]
    public static partial void ClientConnected(ILogger logger, int client, PeerCredentials process);

    [LoggerMessage(3002, LogLevel.Debug, "Metrics client {Client} closed at position {Position}: {Reason}")]
    public static partial void ClientClosed(ILogger logger, int client, long position, DisconnectReason reason);

    [LoggerMessage(3003, LogLevel.Warning,
        "Sending to metrics client {Client} (process {Process}) failed at event {Position} {Type}: {Reason} "
        + "({Times} clients since the last such line, which comes once a minute at most)")]
    public static partial void SendFailed(
        ILogger logger, int client, int process, long position, string type, string reason, long times);

    [LoggerMessage(3004, LogLevel.Warning,
        "Metrics client {Client} read nothing for {Seconds} s and was closed at position {Position}; "
        + "{Waiting} bytes were waiting behind the {Limit} of its socket")]
    public static partial void ClientStalled(
        ILogger logger, int client, double seconds, long position, long waiting, long limit);

    [LoggerMessage(3006, LogLevel.Error, "Metrics client {Client} was closed by an error of the daemon's own")]
    public static partial void ClientFailed(ILogger logger, int client, Exception error);

    [LoggerMessage(3007, LogLevel.Information,
        "The request of metrics client {Client} was refused: {Code}: {Reason}")]
    public static partial void RequestRefused(ILogger logger, int client, FeedErrorCode code, string reason);

    [LoggerMessage(3008, LogLevel.Warning,
        "A metrics client was refused: {Current} are connected, and the limit is {Limit}")]
    public static partial void TooManyClients(ILogger logger, int current, int limit);

    [LoggerMessage(3010, LogLevel.Information,
        "Metrics client {Client} was sent the newest {Limit} of {Current} transcriptions of session {Session}; "
        + "--catch-up-limit raises the limit")]
    public static partial void CatchUpCut(
        ILogger logger, int client, int limit, long current, SessionId session);

    [LoggerMessage(3009, LogLevel.Error,
        "Metrics client {Client} was closed at position {Position}: the event log is damaged: {Reason}")]
    public static partial void LogDamaged(ILogger logger, int client, long position, string reason);

    [LoggerMessage(3011, LogLevel.Debug,
        "Metrics client {Client} is served as the Tauri desktop interface: it gets nothing for {Seconds} s, then lines in its form")]
    public static partial void ClientHeld(ILogger logger, int client, double seconds);
}
