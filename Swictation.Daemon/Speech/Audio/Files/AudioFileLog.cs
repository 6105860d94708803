using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Speech.Audio.Files;

internal static partial class AudioFileLog
{
    [LoggerMessage(1150, LogLevel.Warning, "{Path} was read for {Seconds:F1} s: {Fault}")]
    public static partial void Faulty(ILogger logger, string path, double seconds, string fault);

    [LoggerMessage(1151, LogLevel.Warning,
        "{Path} has samples {Times:F1} times as loud as full scale; all are made quieter by as much from there on")]
    public static partial void TooLoud(ILogger logger, string path, double times);
}
