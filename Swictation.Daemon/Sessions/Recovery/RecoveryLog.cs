using Microsoft.Extensions.Logging;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recovery;

internal static partial class RecoveryLog
{
    [LoggerMessage(1500, LogLevel.Warning,
        "Session {Session}: {Seconds:0.0} s of audio of the last daemon are done: segments of text: {Segments}, "
        + "segments that the recogniser failed on: {Failed}")]
    public static partial void Recovered(
        ILogger logger, SessionId session, double seconds, int segments, int failed);

    [LoggerMessage(1501, LogLevel.Error, "Session {Session}: audio stays untranscribed: {Reason}")]
    public static partial void NotRecovered(ILogger logger, SessionId session, string reason);

    [LoggerMessage(1502, LogLevel.Warning,
        "The log has no session {Session}: {Seconds:0.0} s of its audio are moved to {Path}")]
    public static partial void SetAside(ILogger logger, SessionId session, double seconds, string path);

    [LoggerMessage(1503, LogLevel.Warning,
        "The log has no session {Session}: the segment in {Path} stays there and is not tried again")]
    public static partial void FailedOfNoSession(ILogger logger, SessionId session, string path);

    [LoggerMessage(1504, LogLevel.Warning,
        "Session {Session}: the recogniser failed on the {SpokenS:0.00} s of speech at {StartS:0.00} s, "
        + "to be tried again: {Reason}")]
    public static partial void Failed(
        ILogger logger, SessionId session, double startS, double spokenS, string reason);

    [LoggerMessage(1505, LogLevel.Error,
        "Session {Session}: the recogniser failed on the speech at {StartS:0.00} s again ({Reason}); its audio stays "
        + "in {Path}, try it again with: {Retry}")]
    public static partial void GivenUp(
        ILogger logger, SessionId session, double startS, string reason, string path, string retry);

    [LoggerMessage(1506, LogLevel.Information,
        "Session {Session}: the {SpokenS:0.00} s of speech at {StartS:0.00} s, "
        + "on which the recogniser had failed, are done")]
    public static partial void Succeeded(ILogger logger, SessionId session, double startS, double spokenS);

    [LoggerMessage(1508, LogLevel.Warning, "Audio that is done with stays where it is: {Reason}")]
    public static partial void NotReleased(ILogger logger, string reason);

    [LoggerMessage(1510, LogLevel.Warning, "{Trouble}")]
    public static partial void WaitsForRecogniser(ILogger logger, string trouble);

    [LoggerMessage(1512, LogLevel.Information,
        "Session {Session} was cancelled: {Seconds:0.0} s of its audio that were left are not transcribed")]
    public static partial void Cancelled(ILogger logger, SessionId session, double seconds);

    [LoggerMessage(1511, LogLevel.Debug, "Nothing more is transcribed late")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(1513, LogLevel.Warning,
        "Stopping before all audio of the last daemon is transcribed: {Seconds:0.0} s wait for the next start")]
    public static partial void LeftForTheNextStart(ILogger logger, double seconds);
}
