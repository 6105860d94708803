using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks.Rows;

/// <summary>From the moment at which a segment is said until a client has read its event, at 1,000 a second.</summary>
internal sealed class LatencyRow(int clients) : IRow
{
    private const int Rate = 1_000;

    public string Name => $"latency-{clients}";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var work = new Workload(clients, WarmUp: bench.Size(3_000), Count: bench.Size(10_000), Rate);
        var floor = new List<ReadingResult>();
        var daemon = new List<ReadingResult>();
        for (var i = 0; i < bench.Repetitions; i++)
        {
            floor.Add(await FloorRun.MeasureAsync(work, cancellationToken));
            daemon.Add(await DaemonRun.MeasureAsync(work, DaemonOptions.Normal, cancellationToken));
        }

        return
        [
            Compare("p50", result => result.P50Us, Target.RatioAtMost(4, 2)),
            Compare("p99", result => result.P99Us, Target.RatioAtMost(8, 3)),
        ];

        Figure Compare(string what, Func<ReadingResult, double> of, Target target) => new(
            $"1,000 ev/s, durability normal, {Show.Clients(clients)}: {what}",
            "µs",
            Bench.Median(daemon.Select(of)),
            Bench.Median(floor.Select(of)),
            target);
    }
}
