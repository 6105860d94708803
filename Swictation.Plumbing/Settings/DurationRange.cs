using System.Globalization;

namespace Swictation.Plumbing.Settings;

/// <summary>
/// The lengths of time that an option takes: a number with a unit, as in <c>300ms</c>, <c>90s</c>, <c>5m</c>, <c>12h</c>
/// or <c>7d</c>. A number may have a decimal point, and no sign. Zero needs no unit.
/// </summary>
/// <param name="Least">The shortest that is taken.</param>
/// <param name="Most">The longest that is taken.</param>
/// <param name="BareUnit">The unit of a number that has none; null where a number needs one.</param>
public sealed record DurationRange(TimeSpan Least, TimeSpan Most, TimeSpan? BareUnit = null)
{
    // No sign, and no comma: one would read 1,5 as 15.
    private const NumberStyles Figures = NumberStyles.AllowDecimalPoint;

    /// <summary>A range in which a number without a unit counts seconds.</summary>
    public static DurationRange OfSeconds(double least, double most) =>
        new(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most), TimeSpan.FromSeconds(1));

    /// <summary>The valid forms, for a message about another one, where a number without a unit counts seconds.</summary>
    public string Forms => string.Create(
        CultureInfo.InvariantCulture,
        $"a number of seconds from {Least.TotalSeconds} to {Most.TotalSeconds}, or a time such as 1500ms, 90s, 5m, 12h or 7d");

    /// <summary>Null for a text that is no time, or one out of range.</summary>
    public TimeSpan? Parse(string text)
    {
        var (number, unit) = text switch
        {
            [.. var count, 'm', 's'] => (count, TimeSpan.FromMilliseconds(1)),
            [.. var count, 's'] => (count, TimeSpan.FromSeconds(1)),
            [.. var count, 'm'] => (count, TimeSpan.FromMinutes(1)),
            [.. var count, 'h'] => (count, TimeSpan.FromHours(1)),
            [.. var count, 'd'] => (count, TimeSpan.FromDays(1)),
            _ => (text, BareUnit ?? TimeSpan.Zero),
        };
        if (!double.TryParse(number, Figures, CultureInfo.InvariantCulture, out var units)) return null;
        if (unit == TimeSpan.Zero && units != 0) return null;

        var seconds = units * unit.TotalSeconds;
        return seconds >= Least.TotalSeconds && seconds <= Most.TotalSeconds ? unit * units : null;
    }
}
