using Swictation.Domain.Log;
using Swictation.Plumbing.Files;
using Swictation.Storage.Forgetting;

namespace Swictation.Storage.Unsaved;

/// <summary>Takes words out of the files of events that could not be stored (promise P11): the next daemon puts the rest into the log.</summary>
/// <param name="places">Where they may be (<see cref="UnsavedFiles.Places"/>).</param>
/// <param name="isOfLog">Whether a log is the one at the path, or was until it was salvaged or restored, by its name.</param>
public sealed class UnsavedForgetting(string databasePath, IReadOnlyList<string> places, Func<string, bool> isOfLog, TimeProvider time)
{
    /// <summary>Files of which nobody can say what is in them: whether they go is asked about each by its name.</summary>
    public IReadOnlyList<string> FindUnreadable() => [.. UnsavedFiles.Find(places).Where(path => TryRead(path) is null)];

    /// <summary>How many events would lose their words.</summary>
    /// <param name="gone">Positions in the log that are selected.</param>
    public int Count(ForgettingSelection wanted, IReadOnlySet<long> gone) => Select(wanted, gone).Sum(found => found.Left.Count);

    /// <summary>Takes the words out of what is selected, whenever it happened, with the audio.</summary>
    /// <param name="gone">Positions in the log that are selected.</param>
    /// <returns>How many events have lost them.</returns>
    /// <exception cref="IOException">A file could not be written anew, or not written over: ask again.</exception>
    public int Forget(ForgettingSelection wanted, IReadOnlySet<long> gone)
    {
        UnsavedFiles.Sweep(places);
        var count = 0;
        foreach (var (path, unsaved, left) in Select(wanted, gone))
        {
            Replace(path, unsaved with { Events = [.. left.Events.OfType<EventToAppend>()] });
            left.EraseAudio();
            count += left.Count;
        }

        return count;
    }

    private IEnumerable<(string Path, UnsavedFile Unsaved, UnstoredRemains Left)> Select(ForgettingSelection wanted, IReadOnlySet<long> gone)
    {
        var events = new UnstoredEvents(databasePath, time);
        foreach (var path in UnsavedFiles.Find(places))
        {
            if (TryRead(path) is not { } unsaved || !isOfLog(unsaved.LogId)) continue;
            if (events.Forget(unsaved.Events, unsaved.After, wanted, gone) is { } left) yield return (path, unsaved, left);
        }
    }

    private static UnsavedFile? TryRead(string path)
    {
        try
        {
            return UnsavedFile.Read(path);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // At every moment there is one of both under its name, and what is to go has a name by which it is found.
    private static void Replace(string path, UnsavedFile unsaved)
    {
        var (made, erasing) = (path + UnsavedFiles.New, path + UnsavedFiles.Erasing);
        using (var file = OwnFile.Make(made))
        {
            unsaved.Write(file);
            file.Flush(flushToDisk: true);
        }

        Disk.Link(path, erasing);
        File.Move(made, path, overwrite: true);
        Disk.SyncDirectoryOf(path);
        UnsavedFiles.Remove(erasing, path);
    }
}
