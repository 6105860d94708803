using System.Runtime.InteropServices;

namespace Swictation.Daemon.Platform.Native;

/// <summary>struct timespec of time.h on 64-bit systems.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public long Seconds;
    public long Nanoseconds;
}
