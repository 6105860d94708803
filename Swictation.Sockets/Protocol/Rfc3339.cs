using System.Globalization;

namespace Swictation.Sockets.Protocol;

/// <summary>Times as RFC 3339 has them, in UTC with microseconds: <c>2026-11-22T10:51:34.182010Z</c>.</summary>
internal static class Rfc3339
{
    public const int Length = 27;

    /// <returns>Bytes written, always <see cref="Length"/>.</returns>
    public static int Format(long microseconds, Span<byte> output)
    {
        var time = DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        time.TryFormat(output, out var written, "yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
        return written;
    }
}
