using Swictation.Daemon.Platform.Native;

namespace Swictation.Daemon.Platform.Clocks;

/// <summary>
/// CLOCK_BOOTTIME counts while the machine sleeps and CLOCK_MONOTONIC does not: the difference is the sleep. Neither
/// moves when the wall clock is set.
/// </summary>
internal sealed class SuspensionMeter : ISuspensionMeter
{
    // A thread that is put aside between the two looks would take that for sleep.
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(1);
    private const int Attempts = 5;

    private TimeSpan _last;

    public TimeSpan Total
    {
        get
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var before = Read(LibC.CLOCK_MONOTONIC);
                var sinceBoot = Read(LibC.CLOCK_BOOTTIME);
                if (Read(LibC.CLOCK_MONOTONIC) - before <= LongestLook) return _last = sinceBoot - before;
            }

            return _last;
        }
    }

    private static TimeSpan Read(int clock)
    {
        _ = LibC.clock_gettime(clock, out var time);
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
