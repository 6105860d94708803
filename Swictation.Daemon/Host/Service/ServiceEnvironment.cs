using System.Globalization;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Host.Service;

/// <summary>
/// What a service manager tells a process in <see cref="ServiceVariables"/>.
/// </summary>
/// <param name="NotifySocket">The socket for reports; null if it wants none.</param>
/// <param name="Watchdog">It takes a process that is silent for longer for dead; null if it does not watch.</param>
/// <param name="PassedNames">Names of the sockets that it has passed, from descriptor 3 on.</param>
internal sealed record ServiceEnvironment(
    string? NotifySocket, TimeSpan? Watchdog, IReadOnlyList<string> PassedNames)
{
    // More than anybody passes, and few enough to be looked at one by one.
    private const int MostSockets = 64;

    /// <summary>Reads these variables, and removes them from the environment of child processes.</summary>
    public static ServiceEnvironment Take()
    {
        var told = Read(Environment.GetEnvironmentVariable, Environment.ProcessId);
        foreach (var variable in ServiceVariables.Names) Environment.SetEnvironmentVariable(variable, null);
        return told;
    }

    /// <param name="environment">Value of an environment variable, or null.</param>
    /// <param name="processId">Variables for another process are ignored.</param>
    public static ServiceEnvironment Read(Func<string, string?> environment, int processId)
    {
        var isWatched = environment("WATCHDOG_PID") is null || Number("WATCHDOG_PID") == processId;
        var watchdogUs = isWatched ? Number("WATCHDOG_USEC") : null;
        var sockets = Number("LISTEN_PID") == processId ? Number("LISTEN_FDS") ?? 0 : 0;
        var names = environment("LISTEN_FDNAMES")?.Split(':') ?? [];
        return new(
            environment("NOTIFY_SOCKET") is { Length: > 0 } path ? path : null,
            watchdogUs > 0 ? TimeSpan.FromMicroseconds(watchdogUs.Value) : null,
            [.. Enumerable.Range(0, (int)Math.Min(sockets, MostSockets))
                .Select(i => names.ElementAtOrDefault(i) ?? "")]);

        long? Number(string variable) =>
            long.TryParse(environment(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }
}
