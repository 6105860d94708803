using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>The verbs of <c>swictation-replay</c> that read, in 1,000,000 transcriptions of 10,000 sessions; whole processes.</summary>
internal sealed class ReadingRow : IRow
{
    private const int Runs = 15;

    public string Name => "reading";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var segments = bench.Size(1_000_000);
        using var place = new Place();
        await SpokenLog.FillAsync(place.Database, segments);

        var list = await TimeAsync("list");
        var show = await TimeAsync("show", "last");
        var (exportMs, exportMegabytes) = await ExportAsync();
        var sessions = $"{segments / SpokenLog.SegmentsPerSession:#,0} sessions";
        var export = $"export of {segments:#,0} transcriptions as text";
        return
        [
            new($"list of {sessions}", "ms", list, Floor: null, Target.AtMost(60, 40)),
            new($"show last, of {sessions}", "ms", show, Floor: null, Target.AtMost(60, 40)),
            new(export, "s", exportMs / 1e3, Floor: null, Target.AtMost(3, 2)),
            new($"{export}: memory", "MB", exportMegabytes, Floor: null, Target.AtMost(60, 40)),
        ];

        async Task<double> TimeAsync(params string[] arguments)
        {
            var times = new List<double>();
            for (var i = 0; i <= Runs; i++)
            {
                var run = await ToolRun.RunAsync(looksAtMemory: false, cancellationToken, [.. arguments, "--db", place.Database]);
                if (i > 0) times.Add(run.Milliseconds);
            }

            return Bench.Median(times);
        }

        async Task<(double Milliseconds, double Megabytes)> ExportAsync()
        {
            var (times, peak) = (new List<double>(), 0.0);
            for (var i = 0; i < bench.Repetitions; i++)
            {
                var run = await ToolRun.RunAsync(looksAtMemory: true, cancellationToken, "export", "1..", "--db", place.Database);
                times.Add(run.Milliseconds);
                peak = Math.Max(peak, run.PeakMegabytes);
            }

            return (Bench.Median(times), peak);
        }
    }
}
