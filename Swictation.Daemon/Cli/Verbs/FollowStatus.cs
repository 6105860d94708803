using System.Text;
using Swictation.Daemon.Cli.Status;
using Swictation.Plumbing.Processes;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Client;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>status --follow</c>: prints the daemon's state with every change, until nobody reads it.</summary>
internal static class FollowStatus
{
    // Of two lines that come together, Polybar 3.6 shows the first until a third one comes.
    private static readonly TimeSpan PolybarPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Ends when the reader of standard output is gone, and on the signals that end a program: with 0.</summary>
    /// <exception cref="FeedRefusedException">The daemon is another user's.</exception>
    /// <exception cref="NoFeedException">Another program listens at the daemon's socket.</exception>
    public static async Task<int> RunAsync(SocketPlace metricsSocket, StatusForm form, CancellationToken cancellationToken)
    {
        using var signals = new EndSignals();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Ending);
        PlainConsole.EnsureOutput();

        var printing = PrintAsync(metricsSocket, form, ending.Token);
        // A bar that is started again closes its end, perhaps hours before the next change would be written.
        await Task.WhenAny(printing, ClosedEnd.WaitAsync(StandardDescriptors.Output)).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);
        await printing.ConfigureAwait(false);
        return 0;
    }

    private static async Task PrintAsync(SocketPlace metricsSocket, StatusForm form, CancellationToken cancellationToken)
    {
        var lines = new StatusLines(form);
        await using var output = PlainConsole.OpenOutput();
        try
        {
            await foreach (var snapshot in new SnapshotClient(metricsSocket, TimeProvider.System)
                .ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (lines.Next(snapshot) is not { } line) continue;

                // A reader that is stuck blocks the write, and must not block the end.
                var bytes = Encoding.UTF8.GetBytes(line + "\n");
                await Task.Run(() => output.Write(bytes), CancellationToken.None).WaitAsync(cancellationToken)
                    .ConfigureAwait(false);
                if (form == StatusForm.Polybar) await Task.Delay(PolybarPause, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that it is meant to have.
        }
    }
}
