using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform;

/// <summary>
/// A write beyond the limit on the size of files (<c>ulimit -f</c>) ends a process by a signal unless it takes that;
/// then the write fails, and is one more way in which the log cannot be written.
/// </summary>
internal static class FileSizeLimit
{
    // SIGXFSZ of Linux on x86 and ARM.
    private const PosixSignal FileSizeExceeded = (PosixSignal)25;

    /// <summary>Until what is returned is disposed.</summary>
    public static IDisposable MakeAnError() =>
        PosixSignalRegistration.Create(FileSizeExceeded, signal => signal.Cancel = true);
}
