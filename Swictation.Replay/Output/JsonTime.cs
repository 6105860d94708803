using System.Globalization;

namespace Swictation.Replay.Output;

/// <summary>Times in JSON: RFC 3339, UTC, microseconds, as in protocol 2.</summary>
internal static class JsonTime
{
    public static string Of(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
