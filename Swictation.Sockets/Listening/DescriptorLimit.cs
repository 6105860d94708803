using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>
/// How many file descriptors clients may use up. The last ones are the process's own: without any the runtime ends it
/// ("Out of memory"), and SQLite can open no file.
/// </summary>
internal static class DescriptorLimit
{
    private const int Reserved = 32;

    private static readonly long FirstReserved = Read() - Reserved;

    /// <summary>
    /// True if the newest descriptor is one too many. Numbers are given out from the lowest free one, so they are
    /// counted only when a high one has come.
    /// </summary>
    public static bool IsReached(long newest) => newest >= FirstReserved && CountOpen() > FirstReserved;

    // One of them is that of the directory itself.
    private static int CountOpen() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() - 1;

    private static long Read() =>
        LibC.getrlimit(LibC.RLIMIT_NOFILE, out var limit) == 0 && limit.Soft <= int.MaxValue
            ? (long)limit.Soft
            : int.MaxValue;
}
