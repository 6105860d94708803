using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Windows;

/// <summary>Whether the screen is locked: logind knows it of most desktops, and of the others a program runs that locks it.</summary>
internal sealed class ScreenLock
{
    private const string Bus = "/run/dbus/system_bus_socket";
    private const string Program = "busctl";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly bool _canAsk = File.Exists(Bus) && Directory.Exists("/run/systemd/sessions") && ProgramRun.IsThere(Program);

    /// <summary>False too where nobody knows.</summary>
    public async Task<bool> IsLockedAsync(CancellationToken cancellationToken)
    {
        var looking = Task.Run(LockPrograms.IsAnyRunning, cancellationToken);
        var isLocked = _canAsk && await AskAsync(cancellationToken).ConfigureAwait(false);
        return await looking.ConfigureAwait(false) || isLocked;
    }

    private static async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
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
