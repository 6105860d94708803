using System.Runtime.InteropServices;

namespace Swictation.Plumbing.Processes;

/// <summary>
/// SIGTERM, SIGINT and SIGQUIT end a program in order; a second Ctrl-C, or one that a program which does not wait for
/// anything has not heeded for some time, ends it at once.
/// </summary>
public sealed class EndSignals : IDisposable
{
    private const int Failed = 1;

    // Longer than a feed waits for its clients at the end, before its socket is removed.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    // Never disposed of: a signal may be on its way while the program ends.
    private readonly CancellationTokenSource _ending = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _interrupts;

    public EndSignals() => _registrations =
    [
        .. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, End)),
    ];

    /// <summary>Cancelled by the first of them.</summary>
    public CancellationToken Ending => _ending.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    private void End(PosixSignalContext signal)
    {
        // A Ctrl-C behind another signal is the first: a shell that is closed sends several at once.
        if (signal.Signal == PosixSignal.SIGINT && Interlocked.Increment(ref _interrupts) > 1) return;

        signal.Cancel = true;
        _ = _ending.CancelAsync();
        _ = Task.Delay(Longest).ContinueWith(_ => Environment.Exit(Failed), TaskScheduler.Default);
    }
}
