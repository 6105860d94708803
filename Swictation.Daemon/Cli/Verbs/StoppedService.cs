using Swictation.Daemon.Platform;
using Swictation.Plumbing.Settings;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary>
/// The installed service after a <c>quit</c>: its sockets are stopped, so that a mere question does not start the daemon.
/// A command that records starts them.
/// </summary>
internal static class StoppedService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private static readonly string[] Units = ["swictation-metrics.socket", "swictation-ipc.socket"];

    /// <summary>
    /// Starts the sockets where no process listens at the service's own path. Where that is not installed, or no manager
    /// runs, nothing happens, and connecting fails.
    /// </summary>
    public static async Task WakeAsync(GivenSettings settings, CancellationToken cancellationToken)
    {
        var socket = settings.IpcSocket;
        if (socket.IsNamed || settings.RuntimeDirectory is null || SocketPlace.Of(socket).TryFind() is not null) return;
        await UserManager.AskAsync(Limit, TimeProvider.System, cancellationToken, ["start", .. Units])
            .ConfigureAwait(false);
    }
}
