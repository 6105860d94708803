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

    /// <summary>True for one that clients are not to have: numbers are given out from the lowest free one.</summary>
    public static bool IsReserved(long descriptor) => descriptor >= FirstReserved;

    private static long Read() =>
        LibC.getrlimit(LibC.RLIMIT_NOFILE, out var limit) == 0 && limit.Soft <= int.MaxValue
            ? (long)limit.Soft
            : int.MaxValue;
}
