using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Audio;

internal static partial class AudioLog
{
    [LoggerMessage(2020, LogLevel.Warning, "Audio that was stored may not be on the disk: {Reason}")]
    public static partial void AudioNotSynced(this ILogger logger, string reason);

    [LoggerMessage(2021, LogLevel.Warning, "Audio that is done with stays where it is: {Reason}")]
    public static partial void AudioNotReleased(this ILogger logger, string reason);

    [LoggerMessage(2022, LogLevel.Warning, "Kept audio stays WAV, and takes twice the room: {Reason}")]
    public static partial void NotCompressed(this ILogger logger, string reason);

    [LoggerMessage(2023, LogLevel.Information, "{Count} files of kept audio, {Bytes} bytes, were removed: more than {Most} were kept")]
    public static partial void AudioRemoved(this ILogger logger, int count, long bytes, long most);
}
