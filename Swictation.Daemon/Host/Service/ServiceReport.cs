using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Host.Service;

/// <summary>
/// Reports to the service manager that the daemon is ready, its state, that it lives, and that it is stopping.
/// </summary>
internal sealed class ServiceReport : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    // Asked for again every second while the daemon stops: transcribing all speech may take longer than the manager
    // waits, and must not be cut off as long as it goes on.
    private const string MoreTime = "EXTEND_TIMEOUT_USEC=30000000";

    private readonly NotifySocket _manager;
    private readonly Func<string> _describe;
    private readonly ITimer _timer;
    private readonly Watchdog? _watchdog;
    private readonly Lock _telling = new();
    private string _status = "";
    private bool _isReady;
    private bool _isStopping;

    private ServiceReport(
        NotifySocket manager,
        TimeSpan? watchdog,
        IReadOnlyList<VitalPart> parts,
        Func<string> describe,
        TimeProvider time,
        ILogger logger)
    {
        _manager = manager;
        _describe = describe;
        _timer = time.CreateTimer(_ => Tell(), null, Tick, Tick);
        if (watchdog is { } interval) _watchdog = new(interval, parts, () => _manager.Send("WATCHDOG=1"), time, logger);
    }

    /// <param name="parts">The parts that have to answer before the watchdog gets its sign of life.</param>
    /// <param name="describe">One line for people with the daemon's state.</param>
    /// <returns>Null without a service manager that wants reports.</returns>
    public static ServiceReport? Start(
        ServiceEnvironment told,
        IReadOnlyList<VitalPart> parts,
        Func<string> describe,
        TimeProvider time,
        ILogger logger) =>
        NotifySocket.Open(told.NotifySocket, logger) is { } manager
            ? new(manager, told.Watchdog, parts, describe, time, logger)
            : null;

    /// <summary>Clients are served from now on.</summary>
    public void Ready()
    {
        lock (_telling)
        {
            _isReady = true;
            _manager.Send("READY=1", NextStatus());
        }
    }

    public void Stopping()
    {
        lock (_telling)
        {
            _isStopping = true;
            _manager.Send("STOPPING=1", MoreTime, NextStatus());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        if (_watchdog is not null) await _watchdog.DisposeAsync().ConfigureAwait(false);
        _manager.Dispose();
    }

    private void Tell()
    {
        lock (_telling)
        {
            if (!_isReady) return;

            var before = _status;
            var status = NextStatus();
            if (_isStopping)
                _manager.Send(MoreTime, status);
            else if (_status != before)
                _manager.Send(status);
        }
    }

    private string NextStatus() => $"STATUS={_status = _describe()}";
}
