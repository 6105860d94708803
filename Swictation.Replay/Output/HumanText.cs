using System.Globalization;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>Times and figures as people read them.</summary>
internal static class HumanText
{
    private const string SizeUnits = "kMGT";

    /// <summary>Date and time where the reader is, to the second.</summary>
    public static string DateAndTime(DateTimeOffset at, TimeZoneInfo zone) => Local(at, zone, "yyyy-MM-dd HH:mm:ss");

    /// <summary>Time of the day where the reader is, to the second.</summary>
    /// <param name="withOffset">True adds the distance to UTC, which tells apart the hour that comes twice.</param>
    public static string TimeOfDay(DateTimeOffset at, TimeZoneInfo zone, bool withOffset = false) =>
        Local(at, zone, withOffset ? "HH:mm:ss zzz" : "HH:mm:ss");

    /// <summary>
    /// Seconds up to a minute, then minutes, then hours: <c>4.2 s</c>, <c>3:07 min</c>, <c>1:03:07 h</c>.
    /// </summary>
    public static string Duration(TimeSpan duration)
    {
        var whole = TimeSpan.FromSeconds(Math.Round(duration.TotalSeconds));
        if (whole < TimeSpan.FromMinutes(1))
            return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s");

        return whole < TimeSpan.FromHours(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes}:{whole.Seconds:00} min")
            : string.Create(
                CultureInfo.InvariantCulture, $"{(long)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00} h");
    }

    /// <summary>Words a minute; null where nobody knows how long it took to speak them.</summary>
    public static string? Rate(RecordedSession session) => session.WordsPerMinute > 0
        ? session.WordsPerMinute.ToString("0", CultureInfo.InvariantCulture)
        : null;

    /// <summary>In units of 1,000: <c>512 B</c>, <c>1.2 kB</c>, <c>34.5 MB</c>, <c>6.7 GB</c>.</summary>
    public static string Size(long bytes)
    {
        const double thousand = 1_000;
        if (bytes < thousand) return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");

        var (size, unit) = (bytes / thousand, 0);
        // What would be rounded to 1000.0 is one of the next unit.
        while (size >= thousand - 0.05 && unit < SizeUnits.Length - 1) (size, unit) = (size / thousand, unit + 1);
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.0} {SizeUnits[unit]}B");
    }

    private static string Local(DateTimeOffset at, TimeZoneInfo zone, string format) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(format, CultureInfo.InvariantCulture);
}
