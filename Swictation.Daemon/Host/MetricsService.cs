using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Platform.Load;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Errors;
using Swictation.Sockets.Feed;

namespace Swictation.Daemon.Host;

/// <summary>
/// Has the recorder look ten times a second whether metrics are due, and the feed whether something has changed that no
/// event tells of. While nothing goes on and nobody listens it only looks once a second whether that is so still.
/// Behind a burst it has memory given back.
/// </summary>
internal sealed class MetricsService(
    SessionRecorder recorder, FeedServer feed, IdleMemory memory, TimeProvider time, ILogger<MetricsService> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestingTick = TimeSpan.FromSeconds(1);

    private bool IsAtRest => recorder.State.Session is null && feed.ClientCount == 0 && !recorder.IsUpdateDue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await WorkAsync(stoppingToken).ConfigureAwait(false);
                await RestAsync(stoppingToken).ConfigureAwait(false);
                // The next one who rests on that thread does not wait for a disk.
                await Task.Yield();
            }
        }
        catch (OperationCanceledException)
        {
            HostLog.MetricsStopped(logger);
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Tick, time);
        do
        {
            await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false);
            Update();
            feed.TellWhatGoesOn();
            memory.Look();
        }
        while (!IsAtRest);
    }

    private async Task RestAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(RestingTick, time);
        do
        {
            await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false);
            memory.Look();
        }
        while (IsAtRest);
    }

    private void Update()
    {
        try
        {
            recorder.UpdateMetrics();
        }
        catch (EventLogWriteException e)
        {
            HostLog.MetricsNotWritten(logger, e.Message);
        }
    }
}
