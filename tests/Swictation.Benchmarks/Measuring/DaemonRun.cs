using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks.Measuring;

/// <summary>Clients that read from the daemon what a driver tells it.</summary>
internal static class DaemonRun
{
    private const int SlowLines = 500;

    /// <summary>A new daemon with an empty log, for one run.</summary>
    public static async Task<ReadingResult> MeasureAsync(
        Workload work, string durability, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await using var daemon = await DaemonProcess.StartAsync(place, new(durability), cancellationToken);
        return await MeasureAsync(daemon, work, () => Task.CompletedTask, cancellationToken);
    }

    /// <param name="whenWarm">Called when all clients have the warm-up, and nothing is being sent.</param>
    public static Task<ReadingResult> MeasureAsync(
        DaemonProcess daemon, Workload work, Func<Task> whenWarm, CancellationToken cancellationToken)
    {
        return ClientsRun.MeasureAsync(
            daemon.MetricsSocket,
            work,
            WarmUpAsync,
            async () =>
            {
                await whenWarm();
                await DriveAsync(work.WarmUp, work.Count);
            },
            cancellationToken);

        // Slowly at first: a client whose turn comes late is sent as much as the catch-up limit allows, and no more.
        async Task WarmUpAsync()
        {
            await DriveAsync(0, SlowLines, SlowLines);
            await DriveAsync(SlowLines, work.WarmUp - SlowLines);
        }

        Task DriveAsync(long first, long count, int? rate = null) =>
            RoleProcess.RunAsync(Role.Driver, [daemon.Fifo, first, count, rate ?? work.Rate], cancellationToken);
    }
}
