using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Speech.Audio.Live;

internal static partial class CaptureLog
{
    [LoggerMessage(1700, LogLevel.Information, "{Source} is open")]
    public static partial void Opened(ILogger logger, string source);

    [LoggerMessage(1701, LogLevel.Error, "Nothing can be heard: {Reason}. {Then}")]
    public static partial void Interrupted(ILogger logger, string reason, string then);

    [LoggerMessage(1702, LogLevel.Information, "{Source} can be heard again, after {Seconds:F1} s")]
    public static partial void Resumed(ILogger logger, string source, double seconds);

    [LoggerMessage(1703, LogLevel.Warning, "{Source}: {Milliseconds} ms of sound are lost: {Reason}")]
    public static partial void Lost(ILogger logger, string source, long milliseconds, string reason);

    [LoggerMessage(1704, LogLevel.Warning,
        "{Source} has given nothing but digital silence for {Seconds:F0} s of recording: is it muted?")]
    public static partial void Silent(ILogger logger, string source, double seconds);

    [LoggerMessage(1705, LogLevel.Information, "{Source} gives sound again")]
    public static partial void Sounding(ILogger logger, string source);

    [LoggerMessage(1706, LogLevel.Information, "{Source} is closed")]
    public static partial void Closed(ILogger logger, string source);

    [LoggerMessage(1707, LogLevel.Warning, "{Trouble}")]
    public static partial void PoorLevel(ILogger logger, string trouble);

    [LoggerMessage(1708, LogLevel.Information, "{Source} is loud enough and not too loud again")]
    public static partial void GoodLevel(ILogger logger, string source);

    [LoggerMessage(1709, LogLevel.Information, "{Source} is a Bluetooth microphone: it is open only while recording")]
    public static partial void NotHeld(ILogger logger, string source);
}
