using Swictation.Daemon.Platform.Native;

namespace Swictation.Daemon.Platform.Load;

/// <summary>
/// Gives memory back to the system when it has become quiet behind a burst: neither the garbage collector nor the C library
/// does so as long as little happens, and a daemon sits there for days. One thread at a time.
/// </summary>
/// <param name="readAllocated">Bytes that were allocated since the start.</param>
/// <param name="giveBack">Gives back what is free.</param>
internal sealed class IdleMemory(Func<long> readAllocated, Action giveBack, TimeProvider time)
{
    /// <summary>So much has been allocated since the last time when it is worth its milliseconds.</summary>
    public const long Burst = 32 * 1024 * 1024;

    /// <summary>Less than this in a second is quiet: a person who dictates is.</summary>
    public const long Quiet = 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _lookedAt = time.GetTimestamp();
    private long _allocated = readAllocated();
    private long _allocatedThen = readAllocated();

    /// <summary>To be called about once a second, or more often.</summary>
    public void Look()
    {
        if (time.GetElapsedTime(_lookedAt) < Interval) return;

        _lookedAt = time.GetTimestamp();
        var before = _allocated;
        _allocated = readAllocated();
        if (_allocated - before >= Quiet || _allocated - _allocatedThen < Burst) return;

        _allocatedThen = _allocated;
        giveBack();
    }

    /// <summary>That of this process.</summary>
    public static IdleMemory OfProcess(TimeProvider time) =>
        new(() => GC.GetTotalAllocatedBytes(), GiveBack, time);

    private static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _ = LibC.malloc_trim(0);
    }
}
