using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Schema;

internal static partial class SchemaLog
{
    [LoggerMessage(2001, LogLevel.Information, "Migrated {Path} to version {Version} ({Name})")]
    public static partial void Migrated(this ILogger logger, string path, int version, string name);

    [LoggerMessage(2005, LogLevel.Warning, "Somebody has changed the {Part} of {Path}; it is as it was again")]
    public static partial void PartRestored(this ILogger logger, string part, string path);
}
