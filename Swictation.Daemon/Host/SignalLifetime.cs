using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Swictation.Daemon.Host;

/// <summary>
/// Ends the daemon on SIGTERM, on SIGQUIT, on Ctrl-C, and when its terminal is closed, in the same orderly way, however
/// long it takes to transcribe what was heard. A second Ctrl-C ends it at once.
/// </summary>
internal sealed class SignalLifetime(IHostApplicationLifetime lifetime, Hangup hangup) : IHostLifetime
{
    // Never taken back: a signal that comes while the log is closed behind the host would end the process in the middle.
    private static readonly List<PosixSignalRegistration> Registrations = [];

    private int _interrupts;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP })
            Registrations.Add(PosixSignalRegistration.Create(signal, End));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void End(PosixSignalContext signal)
    {
        // A Ctrl-C behind another signal is the first: a shell that is closed sends several at once.
        if (signal.Signal == PosixSignal.SIGINT && Interlocked.Increment(ref _interrupts) > 1)
        {
            // Not through the log: the process ends as soon as this returns.
            Console.Error.WriteLine(
                "swictation-daemon: ended at once; speech without text is transcribed at the next "
                + "start");
            return;
        }

        signal.Cancel = true;
        if (signal.Signal == PosixSignal.SIGHUP && hangup.TryReadAgain()) return;
        lifetime.StopApplication();
    }
}
