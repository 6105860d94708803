using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Windows;

/// <summary>Asks logind whether the screen is locked.</summary>
internal sealed class ScreenLock
{
    private const string Bus = "/run/dbus/system_bus_socket";
    private const string Program = "busctl";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly bool _canAsk = File.Exists(Bus) && Directory.Exists("/run/systemd/sessions") && ProgramRun.IsThere(Program);

    /// <summary>False too where nobody knows: without logind, and where the session has none.</summary>
    public async Task<bool> IsLockedAsync(CancellationToken cancellationToken)
    {
        if (!_canAsk) return false;

        var answer = await ProgramRun.RunAsync(
            Program,
            [
                "--system", "get-property", "org.freedesktop.login1", "/org/freedesktop/login1/session/auto",
                "org.freedesktop.login1.Session", "LockedHint",
            ],
            Patience,
            cancellationToken).ConfigureAwait(false);
        return answer.IsSuccess && answer.Output.Trim() == "b true";
    }
}
