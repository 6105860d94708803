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
    private static int _lent;

    private int _interrupts;

    public EndSignals() => _registrations =
    [
        .. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }
            .Select(signal => PosixSignalRegistration.Create(signal, End)),
    ];

    /// <summary>Cancelled by the first of them.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>
    /// The keys of the terminal (Ctrl-C and Ctrl-\) are another program's, such as an editor's, until this is disposed of: they do
    /// not end this one.
    /// </summary>
    public static IDisposable LendTerminal()
    {
        Interlocked.Increment(ref _lent);
        return new Loan();
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }

    private void End(PosixSignalContext signal)
    {
        if (signal.Signal != PosixSignal.SIGTERM && Volatile.Read(ref _lent) > 0)
        {
            signal.Cancel = true;
            return;
        }

        // A Ctrl-C behind another signal is the first: a shell that is closed sends several at once.
        if (signal.Signal == PosixSignal.SIGINT && Interlocked.Increment(ref _interrupts) > 1) return;

        signal.Cancel = true;
        _ = _ending.CancelAsync();
        _ = Task.Delay(Longest).ContinueWith(_ => Environment.Exit(Failed), TaskScheduler.Default);
    }

    private sealed class Loan : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref _lent);
    }
}
