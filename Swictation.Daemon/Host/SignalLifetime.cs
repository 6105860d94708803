using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace Swictation.Daemon.Host;

/// <summary>
/// Ends the daemon on SIGTERM, on Ctrl-C, and when its terminal is closed, in the same orderly way, however long it
/// takes to transcribe what was heard. A second Ctrl-C ends it at once.
/// </summary>
internal sealed class SignalLifetime(IHostApplicationLifetime lifetime, Hangup hangup) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP })
            _registrations.Add(PosixSignalRegistration.Create(signal, End));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void End(PosixSignalContext signal)
    {
        var isSecond = lifetime.ApplicationStopping.IsCancellationRequested;
        if (isSecond && signal.Signal == PosixSignal.SIGINT)
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
