using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Host.Service;

/// <summary>
/// Keeps the service manager's watchdog quiet for as long as the daemon works, not merely its timers: a keep-alive is
/// sent each time that all vital parts have answered. When one hangs or is broken it falls silent.
/// </summary>
internal sealed class Watchdog : IAsyncDisposable
{
    private readonly TimeSpan _interval;
    private readonly IReadOnlyList<VitalPart> _parts;
    private readonly Action _keepAlive;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private volatile string _asked = "";

    /// <summary>Starts to ask at once.</summary>
    /// <param name="interval">The manager takes a daemon for dead that is silent for longer.</param>
    public Watchdog(
        TimeSpan interval, IReadOnlyList<VitalPart> parts, Action keepAlive, TimeProvider time, ILogger logger)
    {
        _interval = interval;
        _parts = parts;
        _keepAlive = keepAlive;
        _time = time;
        _logger = logger;
        _running = RunAsync(_stopping.Token);
    }

    /// <summary>Does not wait for a part that does not answer.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await AskAllAsync(stopping).ConfigureAwait(false);
                _keepAlive();
                await Task.Delay(_interval / 4, _time, stopping).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            ServiceLog.Broken(_logger, _asked, e);
        }
    }

    private async Task AskAllAsync(CancellationToken stopping)
    {
        var asking = AskOneByOneAsync(stopping);
        var late = Task.Delay(_interval / 2, _time, stopping);
        if (await Task.WhenAny(asking, late).ConfigureAwait(false) == late && !stopping.IsCancellationRequested)
            ServiceLog.NotAnswering(_logger, _asked, (_interval / 2).TotalSeconds);
        await asking.WaitAsync(stopping).ConfigureAwait(false);
    }

    // On threads of the pool: a part that blocks takes one of them, and not this loop.
    private async Task AskOneByOneAsync(CancellationToken stopping)
    {
        foreach (var part in _parts)
        {
            _asked = part.Name;
            await Task.Run(() => part.Ask(stopping), stopping).ConfigureAwait(false);
        }
    }
}
