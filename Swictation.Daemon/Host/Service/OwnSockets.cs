using Microsoft.Extensions.Logging;
using Swictation.Daemon.Platform;

namespace Swictation.Daemon.Host.Service;

/// <summary>
/// The socket units through which the service manager starts this daemon. Told to quit, the daemon has them stopped:
/// the next client would otherwise bring it back, and a status bar asks every second.
/// </summary>
internal sealed class OwnSockets(TimeProvider time, ILogger logger)
{
    // Long for a manager that is busy, and short for a user who waits for the daemon to end.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private const string ControlGroup = "/proc/self/cgroup";

    private readonly Lock _stopping = new();
    private Task? _stopped;

    /// <summary>Begins to stop them, once. Does not wait.</summary>
    public void Stop()
    {
        lock (_stopping) _stopped ??= Task.Run(StopAsync);
    }

    /// <summary>Completes when they are stopped, or could not be, which is logged; at once if that was not requested.</summary>
    public Task WhenStoppedAsync()
    {
        lock (_stopping) return _stopped ?? Task.CompletedTask;
    }

    /// <summary>The service in which a process runs: the last one in the path of its control group.</summary>
    /// <param name="groups">Lines of <c>/proc/PID/cgroup</c>: <c>number:controllers:path</c>.</param>
    /// <returns>Null if it runs in none.</returns>
    public static string? FindUnit(IEnumerable<string> groups) =>
        groups
            .SelectMany(line => line.Split(':', 3) is [_, _, var path] ? path.Split('/') : [])
            .LastOrDefault(part => part.EndsWith(".service", StringComparison.Ordinal));

    private async Task StopAsync()
    {
        if (await TryStopAsync().ConfigureAwait(false) is { } reason) ServiceLog.SocketsNotStopped(logger, reason);
    }

    private async Task<string?> TryStopAsync()
    {
        if (FindUnit(await File.ReadAllLinesAsync(ControlGroup).ConfigureAwait(false)) is not { } unit)
            return $"{ControlGroup} names no service";

        var asked = await AskAsync("show", "--property=TriggeredBy", "--value", "--", unit).ConfigureAwait(false);
        if (!asked.IsDone) return asked.Text;

        string[] sockets = [.. asked.Text.Split(' ').Where(name => name.EndsWith(".socket", StringComparison.Ordinal))];
        if (sockets is []) return $"the service manager knows no socket of {unit}";

        // Waits: a stop that is only queued could come after the end of the daemon, and a client before it.
        var stopped = await AskAsync(["stop", "--", .. sockets]).ConfigureAwait(false);
        if (!stopped.IsDone) return stopped.Text;
        ServiceLog.SocketsStopped(logger, string.Join(" and ", sockets));
        return null;
    }

    private Task<ManagerAnswer> AskAsync(params string[] arguments) =>
        UserManager.AskAsync(Limit, time, CancellationToken.None, arguments);
}
