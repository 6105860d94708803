using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>How often a daemon wakes the processor that nobody speaks to and nobody listens to.</summary>
internal sealed class RestRow : IRow
{
    // Threads of the pool that have nothing to do end after 20 s.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    public string Name => "rest";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await using var daemon = await DaemonProcess.StartAsync(place, new(Records: false), cancellationToken);
        await Task.Delay(Settling, cancellationToken);
        var before = ProcessFigures.WakeUps(daemon.Id);
        await Task.Delay(Duration, cancellationToken);
        var after = ProcessFigures.WakeUps(daemon.Id);
        var wakeUps = after.Sum(thread => thread.Value - before.GetValueOrDefault(thread.Key));
        return
        [
            new(
                "wake-ups while idle, no client, all threads", "a second", wakeUps / Duration.TotalSeconds, Floor: null, Target.AtMost(2, 1.2)),
        ];
    }
}
