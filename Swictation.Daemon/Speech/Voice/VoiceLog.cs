using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Speech.Voice;

internal static partial class VoiceLog
{
    [LoggerMessage(1210, LogLevel.Warning, "Sounds that are no speech may become words: {Reason}")]
    public static partial void NotChecked(ILogger logger, string reason);
}
