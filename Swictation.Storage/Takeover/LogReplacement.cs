using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Storage.Audio;
using Swictation.Storage.Observing;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Takeover;

/// <summary>
/// Puts a log that was restored in the place of the present one, which is set aside with its write-ahead log and the audio of
/// sessions that the new one does not have. One that is cut off at any point is taken up by the next start: the order is there,
/// and the new log is complete. Only for the holder of the writer's lock.
/// </summary>
internal sealed class LogReplacement(string path, StepObserver? steps, ILogger logger, WriterLock writerLock)
{
    /// <summary>Where the new log is made.</summary>
    public static string NewOf(string databasePath) => databasePath + ".restoring";

    /// <summary>True where one was cut off, whose order is written.</summary>
    public static bool IsDue(string databasePath) => RestoreOrder.Read(databasePath) is not null;

    /// <exception cref="DatabaseOpenException">It could not be finished; the next start goes on with it.</exception>
    public void Run()
    {
        if (RestoreOrder.Read(path) is not { } order) return;
        try
        {
            if (File.Exists(NewOf(path))) Replace(order.TargetOf(path));
            SetAudioAside(order);
            Step(() => RestoreOrder.Remove(path));
            Disk.SyncDirectoryOf(path);
            logger.Restored(path, order.Target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseOpenException(
                path, $"a backup is being restored, and that could not be finished ({e.Message.TrimEnd('.')}); remove the cause and start again", e);
        }
    }

    // The database is moved last: without its write-ahead log it must not be found under its name by who does not know the order.
    private void Replace(string target)
    {
        // Who only looked has left them empty.
        if (!DatabaseFile.HasWal(path) && !File.Exists(path + "-journal"))
        {
            File.Delete(DatabaseFile.WalOf(path));
            File.Delete(DatabaseFile.SharedMemoryOf(path));
        }

        foreach (var companion in DatabaseFile.Companions.Where(companion => File.Exists(path + companion)))
            Step(() => File.Move(path + companion, target + companion, overwrite: true));
        if (File.Exists(path)) Step(() => File.Move(path, target, overwrite: false));
        Disk.SyncDirectoryOf(path);

        // Locked before it has the name: nobody finds it there without.
        if (!LockedFile.TryTake(NewOf(path), out var locked) || locked is null)
            throw new IOException($"{NewOf(path)} is held by another process");
        writerLock.Replace(locked);
        Step(() => File.Move(NewOf(path), path, overwrite: false));
        Disk.SyncDirectoryOf(path);
    }

    // Their numbers are given again.
    private void SetAudioAside(RestoreOrder order)
    {
        var from = new AudioDirectory(path);
        var to = order.TargetOf(path) + "-audio";
        foreach (var directory in from.All)
        {
            foreach (var audio in AudioDirectory.List(directory).Where(audio => audio.Session.Value > order.Sessions))
            {
                var place = Path.Combine(to, Path.GetRelativePath(from.Unfinished, directory));
                Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                Step(() => File.Move(audio.Path, Path.Combine(place, Path.GetFileName(audio.Path)), overwrite: true));
            }
        }
    }

    private void Step(Action step) => steps.Around(LogStep.Restore, step);
}
