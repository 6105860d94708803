using System.Globalization;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>
/// That the log at a path is to be set aside, and that the one that takes its place is complete: the file
/// <c>DATABASE.restore</c>. A restoring that is cut off afterwards is taken up by the next start.
/// </summary>
/// <param name="Target">Name that the log gets, beside its old one.</param>
/// <param name="Sessions">The highest number of a session in the new one.</param>
internal sealed record RestoreOrder(string Target, long Sessions)
{
    public static string PathOf(string databasePath) => databasePath + ".restore";

    /// <summary>Null where there is none.</summary>
    public static RestoreOrder? Read(string databasePath)
    {
        var path = PathOf(databasePath);
        if (!File.Exists(path)) return null;
        return File.ReadAllLines(path) is [var target, var sessions, ..] && Path.GetFileName(target) == target
            && target.StartsWith(Path.GetFileName(databasePath) + ".replaced-", StringComparison.Ordinal)
            && long.TryParse(sessions, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new(target, number)
                : null;
    }

    public void Write(string databasePath)
    {
        var path = PathOf(databasePath);
        File.WriteAllLines(path + ".new", [Target, Sessions.ToString(CultureInfo.InvariantCulture)]);
        Disk.Sync(path + ".new");
        File.Move(path + ".new", path, overwrite: true);
        Disk.SyncDirectoryOf(path);
    }

    public static void Remove(string databasePath) => File.Delete(PathOf(databasePath));

    /// <summary>Path of the log once it is set aside.</summary>
    public string TargetOf(string databasePath) => Path.Combine(Path.GetDirectoryName(databasePath)!, Target);
}
