using System.Globalization;
using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>
/// How many file descriptors clients may use up. The last ones are the process's own: without any the runtime ends it
/// ("Out of memory"), and SQLite can open no file.
/// </summary>
public static class DescriptorLimit
{
    /// <summary>
    /// With fewer no daemon starts: they would be used up before the first client. Native code has 27 open; a build
    /// without it keeps each of its assemblies open, 140 more.
    /// </summary>
    public static int Least { get; } = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null ? 96 : 224;

    /// <summary>Behind clients of the metrics socket so many are left.</summary>
    internal const int ReservedFromFeed = 32;

    /// <summary>Behind those of the command socket: where interfaces take all that they get, recording can be stopped.</summary>
    internal const int ReservedFromCommands = 16;

    /// <summary>How many this process may have.</summary>
    public static long Most { get; } = Read();

    private static volatile bool _isTight;

    /// <summary>
    /// True if the newest descriptor is one too many. Numbers are given out from the lowest free one, so they are counted
    /// only from when a high one has come until none is open any more: those below it are given out again meanwhile.
    /// </summary>
    internal static bool IsReached(long newest, int reserved)
    {
        if (newest >= Most - ReservedFromFeed) _isTight = true;
        if (!_isTight) return false;

        var (count, highest) = LookAtOpen();
        _isTight = highest >= Most - ReservedFromFeed;
        return count > Most - reserved;
    }

    // One of them is that of the directory itself.
    private static (int Count, int Highest) LookAtOpen()
    {
        try
        {
            var (count, highest) = (0, 0);
            foreach (var open in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
            {
                count++;
                highest = Math.Max(highest, int.Parse(Path.GetFileName(open.AsSpan()), CultureInfo.InvariantCulture));
            }

            return (count - 1, highest);
        }
        catch (IOException)
        {
            // None is left to open the directory with.
            return (int.MaxValue, int.MaxValue);
        }
    }

    private static long Read() =>
        LibC.getrlimit(LibC.RLIMIT_NOFILE, out var limit) == 0 && limit.Soft <= int.MaxValue
            ? (long)limit.Soft
            : int.MaxValue;
}
