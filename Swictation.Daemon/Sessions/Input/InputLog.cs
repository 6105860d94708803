using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Sessions.Input;

internal static partial class InputLog
{
    [LoggerMessage(1000, LogLevel.Debug, "The source is not read any more")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(1001, LogLevel.Debug, "Listening has stopped (take {Take})")]
    public static partial void TakeEnded(ILogger logger, int take);

    [LoggerMessage(1005, LogLevel.Information, "The source has ended{Then}")]
    public static partial void SourceEnded(ILogger logger, string then);

    [LoggerMessage(1006, LogLevel.Error, "The source has failed: {Reason}")]
    public static partial void SourceFailed(ILogger logger, string reason);

    [LoggerMessage(1008, LogLevel.Information,
        "Nothing is read before a start: the source is read only while recording (see --record)")]
    public static partial void WaitingForStart(ILogger logger);

    [LoggerMessage(1009, LogLevel.Information,
        "Stopping, after transcribing all speech; Ctrl-C meanwhile leaves that to the next start")]
    public static partial void TranscribingTheRest(ILogger logger);

    [LoggerMessage(1007, LogLevel.Error, "The session could not be ended in the log: {Reason}")]
    public static partial void NotEnded(ILogger logger, string reason);

    [LoggerMessage(1010, LogLevel.Error,
        "Speech is recognised, but a crash would lose it: {Reason}")]
    public static partial void AudioNotStored(ILogger logger, string reason);

    [LoggerMessage(1011, LogLevel.Information, "Audio is stored again")]
    public static partial void AudioStoredAgain(ILogger logger);

    [LoggerMessage(1013, LogLevel.Warning, "A change of the microphone could not be recorded: {Reason}")]
    public static partial void InterruptionNotRecorded(ILogger logger, string reason);

    [LoggerMessage(1014, LogLevel.Information, "Loading the recogniser {Specification}")]
    public static partial void Loading(ILogger logger, string specification);
}
