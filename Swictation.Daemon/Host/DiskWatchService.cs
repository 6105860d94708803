using Microsoft.Extensions.Hosting;

namespace Swictation.Daemon.Host;

/// <summary>Has the disk looked at every five minutes, and not while the daemon is still starting.</summary>
internal sealed class DiskWatchService(DiskWatch disk, TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstWait; !stoppingToken.IsCancellationRequested; wait = Interval)
        {
            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested) disk.Look();
        }
    }
}
