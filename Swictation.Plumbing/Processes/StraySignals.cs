using System.Runtime.InteropServices;

namespace Swictation.Plumbing.Processes;

/// <summary>
/// Signals that mean nothing to these programs, and would end them: <c>killall -USR1</c> by a script that means another
/// program, a timer that was left running before <c>exec</c>.
/// </summary>
public static class StraySignals
{
    // SIGUSR1, SIGUSR2, SIGALRM and SIGIO of Linux on x86 and ARM.
    private static readonly PosixSignal[] Meaningless = [(PosixSignal)10, (PosixSignal)12, (PosixSignal)14, (PosixSignal)29];

    // Kept for ever: a registration that nothing holds is taken back.
    private static readonly List<PosixSignalRegistration> Registrations = [];

    /// <summary>Programs that are started from here get these signals as usual.</summary>
    public static void IgnoreFromNowOn()
    {
        foreach (var signal in Meaningless)
            Registrations.Add(PosixSignalRegistration.Create(signal, received => received.Cancel = true));
    }
}
