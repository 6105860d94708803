using Microsoft.Extensions.Logging;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Pipeline;

internal static partial class TranscriptionLog
{
    [LoggerMessage(1002, LogLevel.Warning, "{Segments} not recorded yet, and kept until that works: {Reason}")]
    public static partial void NotRecorded(ILogger logger, string segments, string reason);

    [LoggerMessage(1003, LogLevel.Warning,
        "Session {Session}: the recogniser failed on the {SpokenS:0.00} s of speech at {StartS:0.00} s: {Reason}")]
    public static partial void RecognitionFailed(
        ILogger logger, SessionId session, double startS, double spokenS, string reason);

    [LoggerMessage(1004, LogLevel.Debug,
        "Session {Session}: no words in the {SpokenS:0.00} s of sound at {StartS:0.00} s")]
    public static partial void NothingRecognised(ILogger logger, SessionId session, double startS, double spokenS);

    [LoggerMessage(1020, LogLevel.Debug,
        "Session {Session}: the {SpokenS:0.00} s of sound at {StartS:0.00} s become no text: {Reason}")]
    public static partial void Withheld(
        ILogger logger, SessionId session, double startS, double spokenS, string reason);

    [LoggerMessage(1012, LogLevel.Error,
        "In session {Session}, at {StartS:0.00} s, {SpokenS:0.00} s of speech were not transcribed: {Reason}")]
    public static partial void GivenUp(
        ILogger logger, SessionId session, double startS, double spokenS, string reason);

    [LoggerMessage(1021, LogLevel.Warning,
        "The recogniser failed on the {SpokenS:0.00} s of speech at {StartS:0.00} s of a file: {Reason}")]
    public static partial void FileFailed(ILogger logger, double startS, double spokenS, string reason);

    [LoggerMessage(1507, LogLevel.Error,
        "Session {Session}: the audio of a segment that failed cannot be kept apart: {Reason}")]
    public static partial void NotKept(ILogger logger, SessionId session, string reason);
}
