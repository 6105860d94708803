using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// From the start of the process to the reply to the first command, with a long log and with an empty one.
/// </summary>
internal sealed class ReadyRow : IRow
{
    private const int Starts = 5;

    public string Name => "ready";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var events = bench.Size(1_000_000);
        using var full = new Place();
        using var empty = new Place();
        await LogFiller.FillAsync(full.Database, events);
        await LogFiller.FillAsync(empty.Database, 0);

        var withFull = new List<double>();
        var withEmpty = new List<double>();
        for (var i = 0; i <= Starts; i++)
        {
            var first = await StartAsync(full, cancellationToken);
            var second = await StartAsync(empty, cancellationToken);
            if (i == 0) continue;
            withFull.Add(first);
            withEmpty.Add(second);
        }

        return
        [
            new(
                $"time to ready with {events:#,0} events in the log against an empty log",
                "ms",
                Bench.Median(withFull),
                Bench.Median(withEmpty),
                Target.RatioAtMost(1.3, 1.0)),
        ];
    }

    private static async Task<double> StartAsync(Place place, CancellationToken cancellationToken)
    {
        await using var daemon = await DaemonProcess.StartAsync(place, new(Records: false), cancellationToken);
        return daemon.TimeToReady.TotalMilliseconds;
    }
}
