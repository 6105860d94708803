using System.Text.Json;
using Swictation.Benchmarks.Processes;

namespace Swictation.Benchmarks.Reporting;

/// <summary>Keeps the report of the last run.</summary>
internal static class ReportFiles
{
    /// <returns>The path of the table; the figures for programs are beside it.</returns>
    public static string Write(Report report)
    {
        var directory = Path.Combine(Executable.Artifacts, "bench");
        Directory.CreateDirectory(directory);
        var name = report.IsQuick ? "quick" : "results";
        File.WriteAllText(
            Path.Combine(directory, $"{name}.json"),
            JsonSerializer.Serialize(report, ReportJsonContext.Default.Report) + "\n");
        var table = Path.Combine(directory, $"{name}.md");
        File.WriteAllText(table, MarkdownTable.Render(report));
        return table;
    }
}
