using System.Globalization;
using Swictation.Plumbing.Text;
using Swictation.Replay.Output;

namespace Swictation.Replay.Figures;

/// <summary>Figures for people, with a bar for the words of each row.</summary>
internal static class StatisticsText
{
    private const int UsualColumns = 80;
    private const int FewestForBars = 10;

    private const string NotMeasured = "not timed (text: sources): no pace, no time saved";

    // Eighths of a column, from one to eight.
    private const string Bars = "▏▎▍▌▋▊▉█";

    public static void Write(Statistics statistics, ScreenStyle style, TextWriter output)
    {
        var total = statistics.Total;
        output.WriteLine($"Sessions  {total.Sessions}");
        output.WriteLine($"Words     {total.Words} in {Counted.Of(total.Segments, "segment")}{Rate(total)}");
        if (total.SpokenS > 0)
        {
            output.WriteLine($"Speech    {HumanText.Duration(TimeSpan.FromSeconds(total.SpokenS))}");
            output.WriteLine(
                $"Saved     {HumanText.Duration(TimeSpan.FromMinutes(total.SavedMinutes))} against typing at 40 words a minute");
        }
        else if (total.Words > 0)
        {
            output.WriteLine($"Speech    {NotMeasured}");
        }

        if (total.LatencyMs > 0)
            output.WriteLine($"Latency   {Whole(total.LatencyMs)} ms, {Whole(total.RecognitionMs)} ms of it in the recogniser");
        if (total.WithoutText > 0) output.WriteLine($"Failures  {Counted.Of(total.WithoutText, "segment")} without text");
        if (statistics.Rows.Count == 0) return;

        output.WriteLine();
        WriteRows(statistics, style, output);
    }

    private static void WriteRows(Statistics statistics, ScreenStyle style, TextWriter output)
    {
        var rows = statistics.Rows;
        List<AlignedColumn> columns =
        [
            new(statistics.By.Name.ToUpperInvariant(), statistics.By == FigureSpan.Session, null, [.. rows.Select(row => row.Label)]),
            new("WORDS", true, null, [.. rows.Select(row => $"{row.Words}")]),
            new("WPM", true, 2, [.. rows.Select(row => row.WordsPerMinute > 0 ? Whole(row.WordsPerMinute) : "-")]),
            new("LATENCY", true, 3, [.. rows.Select(row => $"{Whole(row.LatencyMs)} ms")]),
        ];
        if (statistics.By != FigureSpan.Session) columns.Insert(1, new("SESSIONS", true, 1, [.. rows.Select(row => $"{row.Sessions}")]));
        var taken = columns.Sum(column => column.Width + 2);
        var room = (style.Columns ?? UsualColumns) - taken;
        if (room >= FewestForBars)
        {
            var most = Math.Max(1, rows.Max(row => row.Words));
            columns.Add(new("", false, null, [.. rows.Select(row => Bar(row.Words, most, room))]));
        }

        TextTable.Write(columns, style, output);
        if (rows.Any(row => row.Words > 0 && row.WordsPerMinute == 0) && statistics.Total.SpokenS > 0)
            output.WriteLine($"\n-  {NotMeasured}");
    }

    /// <summary>As long a part of the columns as the count is of the most; what is not nothing is seen.</summary>
    internal static string Bar(long count, long most, int columns)
    {
        var eighths = count == 0 ? 0 : Math.Max(1, (int)Math.Round((double)count / most * columns * Bars.Length));
        var (full, rest) = Math.DivRem(eighths, Bars.Length);
        return new string(Bars[^1], full) + (rest > 0 ? $"{Bars[rest - 1]}" : "");
    }

    private static string Rate(FigureRow row) => row.WordsPerMinute > 0 ? $", {Whole(row.WordsPerMinute)} words a minute" : "";

    private static string Whole(double figure) => figure.ToString("0", CultureInfo.InvariantCulture);
}
