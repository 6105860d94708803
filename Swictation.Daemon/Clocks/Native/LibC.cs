using System.Runtime.InteropServices;

namespace Swictation.Daemon.Clocks.Native;

/// <summary>The clocks that .NET has no name for.</summary>
internal static partial class LibC
{
    public const int CLOCK_MONOTONIC = 1;
    public const int CLOCK_BOOTTIME = 7;

    // Answered without entering the kernel, in about 30 ns: too short for the garbage collector to mind.
    [LibraryImport("libc")]
    [SuppressGCTransition]
    public static partial int clock_gettime(int clock, out TimeSpec time);
}
