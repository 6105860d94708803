using Swictation.Domain.Reasons;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Salvage;

/// <summary>
/// That a database is to be set aside and salvaged, written down before anything is touched, so that a start that is
/// cut off at any point is taken up by the next one: the file <c>DATABASE.salvage</c>.
/// </summary>
/// <param name="Target">Name that the damaged database gets.</param>
/// <param name="Reason">How the damage was noticed.</param>
internal sealed record SalvageOrder(string Target, Reason Reason)
{
    public static string PathOf(string databasePath) => databasePath + ".salvage";

    public static SalvageOrder? Read(string databasePath)
    {
        var path = PathOf(databasePath);
        if (!File.Exists(path)) return null;
        return File.ReadAllLines(path) is [var target, var reason, ..] ? new(target, Reason.Parse(reason)) : null;
    }

    public void Write(string databasePath)
    {
        var path = PathOf(databasePath);
        File.WriteAllLines(path + ".new", [Target, Reason.ToJson()]);
        Disk.Sync(path + ".new");
        File.Move(path + ".new", path, overwrite: true);
        Disk.SyncDirectoryOf(path);
    }

    public static void Remove(string databasePath) => File.Delete(PathOf(databasePath));
}
