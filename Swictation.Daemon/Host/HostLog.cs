using Microsoft.Extensions.Logging;
using Swictation.Daemon.Options;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Host;

internal static partial class HostLog
{
    [LoggerMessage(1200, LogLevel.Information,
        "swictation-daemon {Version} is ready; event log {Path}, {Events}")]
    public static partial void Ready(ILogger logger, string version, string path, string events);

    [LoggerMessage(1209, LogLevel.Information,
        "swictation-daemon {Version} starts; event log {Path}")]
    public static partial void Starting(ILogger logger, string version, string path);

    [LoggerMessage(1201, LogLevel.Warning, "Session {Session} was open when the last daemon ended, and {Now}")]
    public static partial void SessionResumed(ILogger logger, SessionId session, string now);

    [LoggerMessage(1202, LogLevel.Warning, "Session {Session} was open when the last daemon ended, and is closed now")]
    public static partial void SessionClosed(ILogger logger, SessionId session);

    [LoggerMessage(1290, LogLevel.Warning,
        "Session {Session} was open when the last daemon ended, and is closed when its audio is transcribed")]
    public static partial void SessionClosing(ILogger logger, SessionId session);

    [LoggerMessage(1203, LogLevel.Debug, "No more metrics")]
    public static partial void MetricsStopped(ILogger logger);

    [LoggerMessage(1204, LogLevel.Warning, "Metrics were not written: {Reason}")]
    public static partial void MetricsNotWritten(ILogger logger, string reason);

    [LoggerMessage(1205, LogLevel.Warning, "{Link} is not made: {Reason}")]
    public static partial void LinkInTheWay(ILogger logger, string link, string reason);

    [LoggerMessage(1207, LogLevel.Warning,
        "Dictation is off the record: its text is not stored. Turn it off with: "
        + "swictation-daemon off-the-record off")]
    public static partial void OffTheRecord(ILogger logger);

    [LoggerMessage(1208, LogLevel.Warning, "In the environment {Variable}")]
    public static partial void UnknownVariable(ILogger logger, string variable);

    [LoggerMessage(1210, LogLevel.Warning,
        "{Obstacle}: the socket is {Path} instead, where our own commands look second; tell other clients that path")]
    public static partial void SocketElsewhere(ILogger logger, string obstacle, string path);

    [LoggerMessage(1211, LogLevel.Information, "The level of the log is {Levels} from now on")]
    public static partial void LevelsRead(ILogger logger, LogLevels levels);

    [LoggerMessage(1212, LogLevel.Warning, "The level of the log stays: {Reason}")]
    public static partial void LevelsNotRead(ILogger logger, string reason);

    [LoggerMessage(1206, LogLevel.Information, "swictation-daemon has stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(1213, LogLevel.Warning, "That the microphone is missing, or back, is not recorded: {Reason}")]
    public static partial void MicrophoneNotWritten(ILogger logger, string reason);

    [LoggerMessage(1289, LogLevel.Warning, "More audio is kept than the settings allow, and stays for now: {Reason}")]
    public static partial void AudioNotRemoved(ILogger logger, string reason);

    [LoggerMessage(1288, LogLevel.Debug, "What the disk has left is not known: {Reason}")]
    public static partial void DiskNotMeasured(ILogger logger, string reason);
}
