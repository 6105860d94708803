using System.Globalization;

namespace Swictation.Replay.Figures;

/// <summary>What figures are added up by.</summary>
/// <param name="Name">For <c>--by</c>.</param>
/// <param name="LabelOf">The label of a moment on the clock of the wall; labels sort as the moments do.</param>
internal sealed record FigureSpan(string Name, Func<DateTime, string> LabelOf)
{
    public static readonly FigureSpan Day = new("day", at => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static readonly FigureSpan Week = new(
        "week", at => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(at)}-W{ISOWeek.GetWeekOfYear(at):00}"));

    /// <summary>The hour of the day, of all days together.</summary>
    public static readonly FigureSpan Hour = new("hour", at => at.ToString("HH':00'", CultureInfo.InvariantCulture));

    public static readonly FigureSpan Session = new("session", _ => "");

    public static readonly IReadOnlyList<FigureSpan> All = [Day, Week, Session, Hour];
}
