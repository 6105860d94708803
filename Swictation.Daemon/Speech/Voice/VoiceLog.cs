using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Speech.Voice;

internal static partial class VoiceLog
{
    [LoggerMessage(1216, LogLevel.Warning, "Sounds that are no speech may become words: {Reason}")]
    public static partial void NotChecked(ILogger logger, string reason);

    [LoggerMessage(1214, LogLevel.Warning, "Pauses are found by the level of the sound alone until the next recording: {Reason}")]
    public static partial void NotListening(ILogger logger, string reason);

    [LoggerMessage(1215, LogLevel.Warning, "Pauses are found by the level of the sound alone until it is level: {Reason}")]
    public static partial void Behind(ILogger logger, string reason);

    [LoggerMessage(1217, LogLevel.Debug, "The speech model is level with the sound again")]
    public static partial void Level(ILogger logger);
}
