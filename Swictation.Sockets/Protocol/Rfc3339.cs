using System.Globalization;

namespace Swictation.Sockets.Protocol;

/// <summary>Times as RFC 3339 has them, in UTC with microseconds: <c>2026-11-22T10:51:34.182010Z</c>.</summary>
internal static class Rfc3339
{
    public const int Length = 27;

    /// <returns>Bytes written, always <see cref="Length"/>; one more is used on the way.</returns>
    public static int Format(long microseconds, Span<byte> output)
    {
        // The round-trip format is several times faster than one that is spelt out. Its seventh decimal is always 0
        // here.
        var time = DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        time.TryFormat(output, out _, "O", CultureInfo.InvariantCulture);
        output[Length - 1] = (byte)'Z';
        return Length;
    }
}
