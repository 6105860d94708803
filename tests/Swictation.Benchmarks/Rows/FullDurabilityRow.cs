using System.Globalization;
using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// As <see cref="LatencyRow"/> with every event on the disk before a client sees it: no less is possible than what the
/// floor and a bare commit take together.
/// </summary>
internal sealed class FullDurabilityRow : IRow
{
    private const int Rate = 1_000;

    public string Name => "latency-full";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var work = new Workload(Clients: 1, WarmUp: bench.Size(3_000), Count: bench.Size(10_000), Rate);
        var floor = new List<double>();
        var commit = new List<double>();
        var daemon = new List<double>();
        for (var i = 0; i < bench.Repetitions; i++)
        {
            floor.Add((await FloorRun.MeasureAsync(work, cancellationToken)).P50Us);
            commit.Add(BareCommit.MeasureP50((int)work.WarmUp, (int)work.Count, Rate));
            daemon.Add((await DaemonRun.MeasureAsync(work, DaemonOptions.Full, cancellationToken)).P50Us);
        }

        var (write, wait) = (Bench.Median(floor), Bench.Median(commit));
        return
        [
            new(
                "1,000 ev/s, durability full, 1 client: p50",
                "µs",
                Bench.Median(daemon),
                write + wait,
                Target.RatioAtMost(2, 1.2),
                string.Create(CultureInfo.InvariantCulture, $"floor {write:0} + bare commit {wait:0}")),
        ];
    }
}
