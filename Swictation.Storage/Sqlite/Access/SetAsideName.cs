using System.Globalization;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>Names under which a database is set aside: that of the log, why, and when.</summary>
internal static class SetAsideName
{
    /// <param name="why">A word: <c>damaged</c> for example.</param>
    /// <returns>The name of a file beside the log under which neither a database nor anything that belongs to one is there.</returns>
    public static string Free(string databasePath, string why, TimeProvider time)
    {
        var at = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var stem = $"{Path.GetFileName(databasePath)}.{why}-{at}";
        var directory = Path.GetDirectoryName(databasePath)!;
        var names = Enumerable.Range(2, int.MaxValue - 2).Select(n => $"{stem}-{n}").Prepend(stem);
        return names.First(name => !Directory.EnumerateFileSystemEntries(directory, name + "*").Any());
    }
}
