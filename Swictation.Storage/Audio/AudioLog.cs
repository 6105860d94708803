using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Audio;

internal static partial class AudioLog
{
    [LoggerMessage(2020, LogLevel.Warning, "Audio that was stored may not be on the disk: {Reason}")]
    public static partial void AudioNotSynced(this ILogger logger, string reason);

    [LoggerMessage(2021, LogLevel.Warning, "Audio that is done with stays where it is: {Reason}")]
    public static partial void AudioNotReleased(this ILogger logger, string reason);
}
