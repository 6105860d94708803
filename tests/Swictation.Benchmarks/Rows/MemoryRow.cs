using System.Globalization;
using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// How much more memory a daemon has in use after 1,000,000 events than after 10,000, in one session.
/// </summary>
internal sealed class MemoryRow : IRow
{
    // What follows the log, read models and checkpoints, is to be through, and memory given back.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    public string Name => "memory";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        const int few = 10_000;
        var many = bench.Size(1_000_000);
        using var place = new Place();
        await using var daemon = await DaemonProcess.StartAsync(place, new(), cancellationToken);
        var before = 0.0;
        await DaemonRun.MeasureAsync(
            daemon,
            new(Clients: 1, WarmUp: few, Count: many - few, Workload.FlatOut),
            async () => before = await ResidentAsync(),
            cancellationToken);
        var after = await ResidentAsync();
        return
        [
            new(
                $"resident memory: growth from {few:#,0} to {many:#,0} events",
                "MB",
                after - before,
                Floor: null,
                Target.AtMost(3, 2),
                string.Create(CultureInfo.InvariantCulture, $"from {before:0.0} to {after:0.0}")),
        ];

        async Task<double> ResidentAsync()
        {
            await Task.Delay(Settling, cancellationToken);
            return ProcessFigures.ResidentMegabytes(daemon.Id);
        }
    }
}
