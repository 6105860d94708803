using System.Globalization;
using Swictation.Daemon.Options;
using Swictation.Plumbing.Files;
using Swictation.Storage.Copies;
using Swictation.Storage.Unsaved;

namespace Swictation.Daemon.Host.Unsaved;

/// <summary>
/// Where events go that a daemon holds in memory when it has to end while the log cannot be written: into a file of
/// their own beside the database or, if not even that works, in <c>$XDG_RUNTIME_DIR</c>, in a directory for temporary
/// files, or in the room of the <see cref="ReserveFile"/>. The next daemon that can write to the log puts them where
/// they belong.
/// </summary>
internal static class UnsavedEvents
{
    private const int SpareBytes = 256 * 1024;

    /// <summary>The files that there are, oldest first. Those of other users are none.</summary>
    public static IEnumerable<string> Find(DaemonOptions options) => UnsavedFiles.Find(Places(options));

    /// <summary>All paths with such a name beside the database, whatever stands there.</summary>
    public static IEnumerable<string> FindBeside(string databasePath) => UnsavedFiles.In(Path.GetDirectoryName(databasePath)!);

    /// <summary>Files of other users with such a name in the other places, which any user may write to.</summary>
    public static IEnumerable<(string Path, uint Owner)> FindOthers(DaemonOptions options) =>
        from path in Places(options).SelectMany(UnsavedFiles.In)
        let owner = FileState.FindOtherOwner(path)
        where owner is not null
        select (path, owner.Value);

    /// <summary>
    /// The user's last words in them. Other places than that beside the database are shared with daemons that write to other logs:
    /// a word there counts if it was said to this one.
    /// </summary>
    /// <param name="readLineage">Reads where the log comes from; null where that cannot be known, and every word counts.</param>
    public static IEnumerable<string> FindWords(DaemonOptions options, Func<LogLineage?> readLineage)
    {
        var beside = Path.GetDirectoryName(Path.GetFullPath(options.DatabasePath));
        var lineage = new Lazy<LogLineage?>(readLineage);
        foreach (var path in Find(options))
        {
            if (UnsavedFile.ReadLastWord(path) is not var (word, log)) continue;
            if (Path.GetDirectoryName(path) == beside || lineage.Value is not { IsComplete: true } known || known.Knows(log)) yield return word;
        }
    }

    /// <summary>Saves the events in the first place that takes them.</summary>
    /// <returns>Their outcome, in one line for the user.</returns>
    public static string Save(UnsavedFile unsaved, string reason, DaemonOptions options, TimeProvider time)
    {
        var now = time.GetLocalNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"{UnsavedFiles.Prefix}{now:yyyyMMdd-HHmmss-fff}{UnsavedFiles.Extension}");
        var paths = Places(options).Select(place => Path.Combine(place, name)).ToList();
        if (!TryWrite(paths[0], unsaved) && ReserveFile.Release(options.DatabasePath)) TryWrite(paths[0], unsaved);
        var path = paths.FirstOrDefault(path => File.Exists(path) || TryWrite(path, unsaved));
        var fate = path is null
            ? "they are lost"
            : $"they are in {path}, and the next daemon that can write to the log puts them there";
        return $"{options.DatabasePath}: {unsaved.Events.Count} events could not be stored: {reason}; {fate}";
    }

    /// <summary>Looks whether the events could be saved if the daemon ended now.</summary>
    /// <param name="heldBytes">Their size as counted in <see cref="Sessions.Recording.HeldEvents"/>.</param>
    /// <returns>The directory that has room for them; null if none has.</returns>
    public static string? FindRoom(long heldBytes, DaemonOptions options)
    {
        // There may be more at the end than there is now.
        var bytes = heldBytes + SpareBytes;
        return ReserveFile.IsThere(options.DatabasePath)
            ? Path.GetDirectoryName(options.DatabasePath)
            : Places(options).FirstOrDefault(place => HasRoom(place, bytes));
    }

    private static bool HasRoom(string place, long bytes)
    {
        try
        {
            if (!Directory.Exists(place)) return false;
            using var trial = new FileStream(Path.Combine(place, $".{UnsavedFiles.Prefix}{Guid.NewGuid():n}"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                PreallocationSize = bytes,
                Options = FileOptions.DeleteOnClose,
            });
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Where they may be.</summary>
    public static IReadOnlyList<string> Places(DaemonOptions options) => UnsavedFiles.Places(
        options.DatabasePath, options.RuntimeDirectory, Path.GetDirectoryName(options.MetricsSocket.Path));

    private static bool TryWrite(string path, UnsavedFile unsaved)
    {
        try
        {
            using var file = OwnFile.Make(path);
            try
            {
                unsaved.Write(file);
                file.Flush(flushToDisk: true);
                return true;
            }
            catch (IOException)
            {
                // Half of it in one place and all of it in another would be read as two.
                File.Delete(path);
                return false;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
