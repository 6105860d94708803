using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Errors;
using Swictation.Sockets.Feed;

namespace Swictation.Daemon.Host;

/// <summary>
/// Has the recorder look ten times a second whether metrics are due, and the feed whether something has changed that no
/// event tells of; once a second while nothing goes on and nobody listens.
/// </summary>
internal sealed class MetricsService(
    SessionRecorder recorder, FeedServer feed, TimeProvider time, ILogger<MetricsService> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestingTick = TimeSpan.FromSeconds(1);

    private bool IsAtRest => recorder is { State.Session: null, Outage: null } && feed.ClientCount == 0;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                Update();
                feed.TellWhatGoesOn();
                var next = IsAtRest ? RestingTick : Tick;
                if (timer.Period != next) timer.Period = next;
            }
        }
        catch (OperationCanceledException)
        {
            HostLog.MetricsStopped(logger);
        }
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
