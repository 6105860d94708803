using System.Reflection;
using Swictation.Benchmarks.Reporting;
using Swictation.Benchmarks.Rows;

namespace Swictation.Benchmarks;

/// <summary>Measures row after row, prints the table, and keeps it.</summary>
internal static class BenchRun
{
    private static readonly TimeSpan LongestUsualRow = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestRow = TimeSpan.FromMinutes(40);

    /// <returns>False when a row misses what it must reach, or did not come to a figure.</returns>
    public static async Task<bool> RunAsync(
        Bench bench, IReadOnlyList<IRow> rows, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var isComplete = true;
        foreach (var row in rows)
        {
            Console.Error.WriteLine($"measuring {row.Name}");
            using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var longest = row.IsLong ? LongestRow : LongestUsualRow;
            late.CancelAfter(longest);
            try
            {
                figures.AddRange(await row.MeasureAsync(bench, late.Token));
            }
            catch (BenchmarkFailedException e)
            {
                Console.Error.WriteLine($"swictation-bench: {row.Name}: {e.Message}");
                isComplete = false;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Console.Error.WriteLine(
                    $"swictation-bench: {row.Name}: not done after {longest.TotalMinutes} minutes");
                isComplete = false;
            }
        }

        var version = typeof(BenchRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
        var report = new Report(
            DateTimeOffset.UtcNow, version.InformationalVersion, Machine.Describe(), bench.IsQuick, figures);
        Console.WriteLine(MarkdownTable.Render(report));
        Console.WriteLine($"Written to {ReportFiles.Write(report)}");
        return isComplete && report.IsPassed;
    }
}
