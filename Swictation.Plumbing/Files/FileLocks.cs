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

    /// <param name="table">Lines such as <c>2: POSIX  ADVISORY  READ 563 fe:00:4321 1073741826 1073742335</c>.</param>
    internal static int? FindOther(FileKey key, IEnumerable<string> table, int self)
    {
        foreach (var line in table)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, "FLOCK" or "POSIX" or "OFDLCK", _, _, var digits, var place, ..]
                && place == PlaceOf(key)
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id > 0
                && id != self)
                return id;
        }

        return null;
    }

    /// <param name="table">Lines such as <c>1: FLOCK  ADVISORY  WRITE 563 fe:00:4321 0 EOF</c>.</param>
    internal static int? FindHolder(FileKey key, IEnumerable<string> table)
    {
        var file = PlaceOf(key);
        foreach (var line in table)
        {
            // A line of one that waits has an arrow behind its number.
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, "FLOCK", _, "WRITE", var digits, var place, ..]
                && place == file
                && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id > 0)
                return id;
        }

        return null;
    }

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
