using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Recognition;

internal static partial class RecognitionLog
{
    [LoggerMessage(3001, LogLevel.Information, "Loaded the PocketSphinx model {Directory} in {ElapsedMs:F0} ms")]
    public static partial void ModelLoaded(this ILogger logger, string directory, double elapsedMs);
}
