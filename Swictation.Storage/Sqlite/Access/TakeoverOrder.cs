using System.Globalization;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>
/// That the database of the original at a path is to be set aside, and that the log that takes its place is complete: the
/// file <c>DATABASE.takeover</c>. A start that is cut off afterwards is taken up by the next one.
/// </summary>
/// <param name="Target">Name that the original gets, beside its old one.</param>
/// <param name="Length">Bytes of the original that is in the log.</param>
/// <param name="WrittenAt">When it was written to last, in ticks.</param>
internal sealed record TakeoverOrder(string Target, long Length, long WrittenAt)
{
    public static string PathOf(string databasePath) => databasePath + ".takeover";

    /// <summary>The order for a database as it is now.</summary>
    public static TakeoverOrder For(string databasePath, string target)
    {
        var file = new FileInfo(databasePath);
        return new(target, file.Length, file.LastWriteTimeUtc.Ticks);
    }

    /// <summary>Null where there is none.</summary>
    public static TakeoverOrder? Read(string databasePath)
    {
        var path = PathOf(databasePath);
        if (!File.Exists(path)) return null;
        return File.ReadAllLines(path) is [var target, var length, var writtenAt, ..]
            ? new(target, long.Parse(length, CultureInfo.InvariantCulture), long.Parse(writtenAt, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>
    /// Whether the second name that a database has is that under which it is set aside: it has both for a moment, so that it
    /// is never without one.
    /// </summary>
    public static bool Explains(string databasePath, FileState file) =>
        file.Links == 2 && Read(databasePath) is { } order && order.HasSetAside(databasePath, file.Key);

    public void Write(string databasePath)
    {
        var path = PathOf(databasePath);
        File.WriteAllLines(
            path + ".new",
            [Target, Length.ToString(CultureInfo.InvariantCulture), WrittenAt.ToString(CultureInfo.InvariantCulture)]);
        Disk.Sync(path + ".new");
        File.Move(path + ".new", path, overwrite: true);
        Disk.SyncDirectoryOf(path);
    }

    public static void Remove(string databasePath) => File.Delete(PathOf(databasePath));

    /// <summary>Path of the original once it is set aside.</summary>
    public string TargetOf(string databasePath) => Path.Combine(Path.GetDirectoryName(databasePath)!, Target);

    /// <summary>Whether a file has the name under which the original is set aside.</summary>
    public bool HasSetAside(string databasePath, FileKey key) =>
        FileState.Of(TargetOf(databasePath), followsLink: false)?.Key == key;
}
