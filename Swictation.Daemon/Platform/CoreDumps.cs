using Swictation.Daemon.Platform.Native;

namespace Swictation.Daemon.Platform;

/// <summary>
/// Keeps the memory of this process, which holds words, to itself: no core dump is made of it, and no process of the same
/// user reads it.
/// </summary>
internal static class CoreDumps
{
    // Not 0: of one byte the kernel writes no file, and for this value alone it starts no program that takes dumps either.
    private const nuint NoDump = 1;

    /// <summary>
    /// For this process, and no dumps of the programs that it starts, whose memory can be read. They can raise the limit
    /// again.
    /// </summary>
    public static void Forbid()
    {
        if (LibC.getrlimit(LibC.RLIMIT_CORE, out var limit) == 0)
        {
            limit.Soft = nuint.Min(NoDump, limit.Hard);
            _ = LibC.setrlimit(LibC.RLIMIT_CORE, limit);
        }

        CloseMemory();
    }

    /// <summary>The same for a process that was started by one that has forbidden it; nothing for others.</summary>
    public static void ForbidAsParent()
    {
        if (LibC.getrlimit(LibC.RLIMIT_CORE, out var limit) == 0 && limit.Soft <= NoDump) CloseMemory();
    }

    // A program that is started has another memory, and has to close that itself.
    private static void CloseMemory() => _ = LibC.prctl(LibC.PR_SET_DUMPABLE, 0, 0, 0, 0);
}
