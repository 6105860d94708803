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

    /// <param name="table">Lines such as <c>1: FLOCK  ADVISORY  WRITE 563 fe:00:4321 0 EOF</c>.</param>
    internal static int? FindHolder(FileKey key, IEnumerable<string> table)
    {
        var file = string.Create(
            CultureInfo.InvariantCulture, $"{key.DeviceMajor:x2}:{key.DeviceMinor:x2}:{key.Inode}");
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
