using Microsoft.Extensions.Hosting;
using Swictation.Daemon.Sessions.Jobs;

namespace Swictation.Daemon.Host;

/// <summary>Does the recognition that clients ask for. When the daemon stops it stops at once.</summary>
internal sealed class JobService(JobDesk desk) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => desk.RunAsync(stoppingToken);
}
