using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>As many events a second as get through to every client.</summary>
internal sealed class FlatOutRow(int clients, double must, double aim) : IRow
{
    public string Name => $"flat-out-{clients}";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var work = new Workload(clients, WarmUp: bench.Size(20_000), Count: bench.Size(200_000), Workload.FlatOut);
        var floor = new List<double>();
        var daemon = new List<double>();
        for (var i = 0; i < bench.Repetitions; i++)
        {
            floor.Add((await FloorRun.MeasureAsync(work, cancellationToken)).EventsPerSecond);
            daemon.Add((await DaemonRun.MeasureAsync(work, DaemonOptions.Normal, cancellationToken)).EventsPerSecond);
        }

        return
        [
            new(
                $"flat out, {work.Count:#,0} events, {Show.Clients(clients)}",
                "events/s",
                Bench.Median(daemon),
                Bench.Median(floor),
                Target.RatioAtLeast(must, aim)),
        ];
    }
}
