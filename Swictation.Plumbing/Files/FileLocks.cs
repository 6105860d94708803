using System.Globalization;

namespace Swictation.Plumbing.Files;

/// <summary>Who has locked a file, as the kernel says: it knows that by whatever name the file was reached.</summary>
public static class FileLocks
{
    private const string Table = "/proc/locks";

    /// <summary>
    /// The process that holds an exclusive <c>flock</c> on what is at a path; null if none does, or if it cannot be seen
    /// from here.
    /// </summary>
    public static int? FindHolder(string path) =>
        FileState.Of(path, followsLink: false) is { } file ? FindHolder(file.Key) : null;

    /// <inheritdoc cref="FindHolder(string)"/>
    public static int? FindHolder(FileKey key) => FindHolder(key, ReadTable());

    /// <summary>
    /// Another process that holds a lock of any kind on a file, those of SQLite among them; null if none does.
    /// </summary>
    public static int? FindOther(FileKey key) => FindOther(key, ReadTable(), Environment.ProcessId);

    /// <summary>Another process that holds a POSIX lock on some of the bytes of a file; null if none does.</summary>
    public static int? FindOther(FileKey key, long first, long last) => FindOther(key, first, last, ReadTable(), Environment.ProcessId);

    internal static int? FindOther(FileKey key, long first, long last, IEnumerable<string> table, int self) =>
        Find(key, table, lockOf => lockOf.Kind == "POSIX" && lockOf.Process != self && lockOf.First <= last && lockOf.Last >= first);

    internal static int? FindOther(FileKey key, IEnumerable<string> table, int self) =>
        Find(key, table, lockOf => lockOf.Kind is "FLOCK" or "POSIX" or "OFDLCK" && lockOf.Process != self);

    internal static int? FindHolder(FileKey key, IEnumerable<string> table) =>
        Find(key, table, lockOf => lockOf is { Kind: "FLOCK", Mode: "WRITE" });

    /// <param name="table">
    /// Lines such as <c>1: FLOCK  ADVISORY  WRITE 563 fe:00:4321 0 EOF</c>. That of one that waits has an arrow behind its
    /// number.
    /// </param>
    private static int? Find(
        FileKey key, IEnumerable<string> table, Func<(string Kind, string Mode, int Process, long First, long Last), bool> isWanted)
    {
        var file = PlaceOf(key);
        foreach (var line in table)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kind, _, var mode, var digits, var place, var first, var last, ..]
                && place == file
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id > 0
                && isWanted((kind, mode, id, ByteOf(first), ByteOf(last))))
                return id;
        }

        return null;
    }

    // The last byte of a lock to the end is EOF.
    private static long ByteOf(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position : long.MaxValue;

    private static string PlaceOf(FileKey key) => string.Create(
        CultureInfo.InvariantCulture, $"{key.DeviceMajor:x2}:{key.DeviceMinor:x2}:{key.Inode}");

    private static string[] ReadTable()
    {
        try
        {
            return File.ReadAllLines(Table);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
