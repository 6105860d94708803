using Swictation.Replay.Output;

namespace Swictation.Replay.Figures;

/// <summary>The output of <c>stats --json</c>.</summary>
internal static class StatisticsJson
{
    public static void Write(Statistics statistics, TextWriter output)
    {
        output.Write($"{{\"total\":{ReplayJson.Line(Of(statistics.Total, label: null))},\n\"by\":\"{statistics.By.Name}\",\n\"rows\":");
        ReplayJson.WriteArray(statistics.Rows.Select(row => ReplayJson.Line(Of(row, row.Label))), output);
        output.WriteLine('}');
    }

    private static FiguresJson Of(FigureRow row, string? label) => new(
        label,
        row.Sessions,
        row.Segments,
        row.Words,
        Math.Round(row.SpokenS, 3),
        row.WordsPerMinute,
        Math.Round(row.SavedMinutes, 3),
        Math.Round(row.LatencyMs, 1),
        Math.Round(row.RecognitionMs, 1),
        row.WithoutText);
}
