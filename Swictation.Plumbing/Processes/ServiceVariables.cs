using System.Diagnostics;

namespace Swictation.Plumbing.Processes;

/// <summary>
/// The variables that a service manager passes to one process, and that are for no other: sd_notify(3), sd_watchdog_enabled(3),
/// sd_listen_fds(3).
/// </summary>
public static class ServiceVariables
{
    public static IReadOnlyList<string> Names { get; } =
        ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"];

    /// <summary>Keeps those of this process from one that it is about to start.</summary>
    public static void RemoveFrom(ProcessStartInfo start)
    {
        foreach (var name in Names) start.Environment.Remove(name);
    }
}
