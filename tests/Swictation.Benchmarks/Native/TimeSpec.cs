using System.Runtime.InteropServices;

namespace Swictation.Benchmarks.Native;

/// <summary>struct timespec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TimeSpec(long nanoseconds)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly long _seconds = nanoseconds / NanosecondsPerSecond;
    private readonly long _nanoseconds = nanoseconds % NanosecondsPerSecond;

    public long TotalNanoseconds => (_seconds * NanosecondsPerSecond) + _nanoseconds;
}
