using System.Globalization;
using System.Text;

namespace Swictation.Benchmarks.Reporting;

/// <summary>The report for people: a table that reads well as it is and renders on web pages.</summary>
internal static class MarkdownTable
{
    private static readonly string[] Headings =
        ["work", "unit", "measured", "floor", "ratio", "must", "aim", "", "note"];

    public static string Render(Report report)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture, $"Measured {report.At:yyyy-MM-dd HH:mm} UTC, version {report.Version}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Machine}.");
        if (report.IsQuick) text.AppendLine("Quick: a tenth of the size, one repetition; too little to judge by.");
        text.AppendLine();
        string[][] rows = [Headings, .. report.Figures.Select(Cells)];
        int[] widths = [.. Headings.Select((_, column) => rows.Max(row => row[column].Length))];
        AppendRow(text, Headings, widths);
        AppendRow(text, [.. widths.Select(width => new string('-', Math.Max(width, 3)))], widths);
        foreach (var row in rows.Skip(1)) AppendRow(text, row, widths);
        return text.ToString();
    }

    private static string[] Cells(Figure figure) =>
    [
        figure.Work,
        figure.Unit,
        Show(figure.Measured),
        Show(figure.Floor),
        figure.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "",
        figure.Target.Show(figure.Target.Must),
        figure.Target.Show(figure.Target.Aim),
        Show(figure.Verdict),
        figure.Note ?? "",
    ];

    private static string Show(Verdict verdict) => verdict switch
    {
        Verdict.Aim => "aim reached",
        Verdict.Pass => "pass",
        Verdict.Fail => "FAIL",
        _ => "skipped",
    };

    private static string Show(double? figure) => figure switch
    {
        null => "",
        >= 1_000 or <= -1_000 => figure.Value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 or <= -10 => figure.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => figure.Value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        text.Append('|');
        for (var i = 0; i < cells.Length; i++)
            text.Append(' ').Append(cells[i].PadRight(widths[i])).Append(" |");
        text.AppendLine();
    }
}
