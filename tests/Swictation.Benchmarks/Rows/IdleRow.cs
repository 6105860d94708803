using System.Diagnostics;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks.Rows;

/// <summary>What it costs that a daemon is there and nobody speaks.</summary>
internal sealed class IdleRow : IRow
{
    private const int Clients = 10;
    private const int Percent = 100;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public string Name => "idle";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await using var daemon = await DaemonProcess.StartAsync(place, new(Records: false), cancellationToken);
        var patience = (long)(Settling + Duration + Settling).TotalSeconds;
        await using var clients = RoleProcess.Start(Role.Clients, daemon.MetricsSocket, Clients, 0, 1, patience);
        await clients.ExpectAsync(RoleLines.Ready, cancellationToken);
        await Task.Delay(Settling, cancellationToken);

        var (before, start) = (ProcessFigures.ProcessorTime(daemon.Id), Stopwatch.GetTimestamp());
        await Task.Delay(Duration, cancellationToken);
        var used = ProcessFigures.ProcessorTime(daemon.Id) - before;
        return
        [
            new(
                $"CPU while idle, {Show.Clients(Clients)}, {Duration.TotalSeconds:0} s",
                "% of a core",
                used / Stopwatch.GetElapsedTime(start) * Percent,
                Floor: null,
                Target.AtMost(1, 0.2)),
        ];
    }
}
