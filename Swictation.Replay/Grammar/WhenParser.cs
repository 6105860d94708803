using System.Globalization;

namespace Swictation.Replay.Grammar;

/// <summary>
/// Reads times: <c>14:03</c>, <c>2026-11-22</c>, <c>2026-11-22 14:03</c>, <c>yesterday</c>, <c>tuesday</c>, <c>90d</c>,
/// <c>2026-11-22T14:03:05Z</c>, and in a session <c>+1:30</c>.
/// </summary>
internal static class WhenParser
{
    /// <summary>The forms of a WHEN, for the line that refuses another one.</summary>
    public const string Forms =
        "14:03, 2026-11-22, '2026-11-22 14:03', 2026-11-22T14:03:05Z, now, today, yesterday, tuesday, or 90d for so long ago "
        + "(s, m, h, d, w)";

    /// <summary>The forms of a TIME in a session.</summary>
    public const string FormsInSession = "+1:30 for so far into the session, " + Forms;

    private const int OldestYear = 1970;
    private const int NewestYear = 2999;
    private const int MostDays = 36_500;

    private static readonly string[] TimesOfDay = ["H:mm", "H:mm:ss", "H:mm:ss.FFF"];

    private static readonly string[] Moments =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Null for what is no time.</summary>
    public static When? Parse(string text) =>
        text == "now" ? new When.Ago(0, TimeSpan.Zero)
        : ParseTimeOfDay(text) is { } time ? new When.OfDay(time)
        : ParseAgo(text) is { } ago ? ago
        : ParseMoment(text) is { } moment ? moment
        : ParseOnDay(text);

    /// <summary>As <see cref="Parse"/>, and an offset behind a plus sign; null for what is no time.</summary>
    public static When? ParseInSession(string text) => text.StartsWith('+')
        ? ParseOffset(text[1..]) is { } offset ? new When.IntoSession(offset) : null
        : Parse(text);

    /// <summary>Null for what is no day.</summary>
    public static Day? ParseDay(string text)
    {
        if (text == "today") return new Day.Before(0);
        if (text == "yesterday") return new Day.Before(1);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date.Year is >= OldestYear and <= NewestYear ? new Day.Dated(date) : null;

        return Enum.GetValues<DayOfWeek>().Cast<DayOfWeek?>().FirstOrDefault(day => IsNamed(day!.Value.ToString(), text)) is { } name
            ? new Day.OfWeek(name)
            : null;
    }

    // In full, or by its first three letters.
    private static bool IsNamed(string name, string text) =>
        text.Equals(name, StringComparison.OrdinalIgnoreCase) || text.Equals(name[..3], StringComparison.OrdinalIgnoreCase);

    private static TimeOnly? ParseTimeOfDay(string text) =>
        TimeOnly.TryParseExact(text, TimesOfDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static When.OnDay? ParseOnDay(string text)
    {
        if (ParseDay(text) is { } whole) return new(whole, Time: null);

        var cut = text.LastIndexOfAny([' ', 'T']);
        return cut > 0 && ParseDay(text[..cut]) is { } day && ParseTimeOfDay(text[(cut + 1)..]) is { } time
            ? new(day, time)
            : null;
    }

    // The pattern takes a time without its distance to UTC too: that is one of the wall clock.
    private static When.Moment? ParseMoment(string text) =>
        (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > "yyyy-MM-dd".Length)
        && DateTimeOffset.TryParseExact(
            text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)
        && at.Year is >= OldestYear and <= NewestYear
            ? new(at)
            : null;

    private static When.Ago? ParseAgo(string text) => (text, Count(text)) switch
    {
        ([.., 's'], { } seconds) => new(0, TimeSpan.FromSeconds(seconds)),
        ([.., 'm'], { } minutes) => new(0, TimeSpan.FromMinutes(minutes)),
        ([.., 'h'], { } hours and <= MostDays * 24) => new(0, TimeSpan.FromHours(hours)),
        ([.., 'd'], { } days and <= MostDays) => new(days, TimeSpan.Zero),
        ([.., 'w'], { } weeks and <= MostDays / 7) => new(weeks * 7, TimeSpan.Zero),
        _ => null,
    };

    private static int? Count(string text) =>
        text.Length > 1
        && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && count <= MostDays * 24 * 60
            ? count
            : null;

    // Seconds, M:SS, H:MM:SS, or a number with a unit.
    private static TimeSpan? ParseOffset(string text)
    {
        if (ParseAgo(text) is { } length) return length.Rest + TimeSpan.FromDays(length.Days);

        var parts = text.Split(':');
        if (parts.Length > 3 || !IsFigure(parts[^1], out var seconds)) return null;

        var minutes = 0;
        foreach (var part in parts[..^1])
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var figure) || figure > MostDays) return null;
            minutes = (minutes * 60) + figure;
        }

        return parts.Length > 1 && seconds >= 60 ? null : TimeSpan.FromMinutes(minutes) + TimeSpan.FromSeconds(seconds);
    }

    private static bool IsFigure(string text, out double seconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
        && seconds <= TimeSpan.FromDays(MostDays).TotalSeconds;
}
