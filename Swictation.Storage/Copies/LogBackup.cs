using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Files;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Copies;

/// <summary>
/// Makes backups of a log, also while a daemon records into it: a file that plain SQLite opens on read-only media. It is
/// checked before it gets its name, and has no words that were forgotten.
/// </summary>
public sealed class LogBackup(string path, TimeProvider time, ILogger logger)
{
    private const int Attempts = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private const string IsForgetting = "SELECT EXISTS (SELECT 1 FROM forgetting);";

    /// <exception cref="LogCopyException">It cannot be made; what was at its place is there still.</exception>
    /// <exception cref="DatabaseOpenException">There is no log that can be copied.</exception>
    public async Task<BackupReport> MakeAsync(BackupRequest wanted, CancellationToken cancellationToken)
    {
        var log = DatabaseName.Resolve(path);
        var target = DatabaseName.Resolve(wanted.Target);
        DatabaseInspector.CheckForReading(log);
        var unfinished = target + ".unfinished";
        try
        {
            var existing = EnsureMayBeReplaced(log, target);
            for (var attempt = 1; !TryCopy(log, unfinished, wanted); attempt++)
            {
                if (attempt == Attempts)
                    throw new LogCopyException(log, "something is being forgotten just now, and would stay in the backup; try again when that is done");
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }

            LogCopy.Check(unfinished);
            var made = Describe(unfinished, target);
            EnsureHasAllOf(existing, made, target);
            if (wanted.ReadableBy is { } group) FileGroup.LetRead(unfinished, group);
            File.Move(unfinished, target, overwrite: true);
            Disk.SyncDirectoryOf(target);
            return made;
        }
        catch (Exception e) when (
            e is SqliteException or EventLogDamagedException or IOException or UnauthorizedAccessException)
        {
            LogCopy.Remove(unfinished);
            throw new LogCopyException(target, $"no backup was made: {e.Message}", e);
        }
        catch
        {
            LogCopy.Remove(unfinished);
            throw;
        }
    }

    private static BackupFile? EnsureMayBeReplaced(string log, string target)
    {
        if (Directory.Exists(target) || target.EndsWith('/')) throw new LogCopyException(target, "is a directory; name a file");
        if (!Directory.Exists(Path.GetDirectoryName(target))) throw new LogCopyException(target, "its directory does not exist; make it or name another file");
        if (FileState.Of(target, followsLink: true) is not { } there) return null;
        if (there.Key == FileState.Of(log, followsLink: true)?.Key) throw new LogCopyException(target, "is the log itself; name another file");

        using var connection = DatabaseFile.OpenForReading(log);
        var existing = BackupFile.Read(target);
        return existing is not null && LogLineage.Read(connection, log).Holds(existing.LogId, existing.Last)
            ? existing
            : throw new LogCopyException(target, "is there and is no backup of this log; name another file");
    }

    // What is there may have what the log has not any more.
    private static void EnsureHasAllOf(BackupFile? existing, BackupReport made, string target)
    {
        if (existing is null || (existing.First >= made.First && existing.Last <= made.Last)) return;
        throw new LogCopyException(
            target,
            $"has events {existing.First} to {existing.Last}, and the new backup {made.First} to {made.Last}; name another file");
    }

    private static BackupReport Describe(string copy, string target)
    {
        using var connection = DatabaseFile.OpenForReading(copy);
        var made = BackupFile.Of(connection);
        return new(
            target,
            made.First,
            made.Last,
            RawStatement.RunScalar(connection, "SELECT count(*) FROM sessions;"),
            new FileInfo(copy).Length);
    }

    // False where words are in it that are being forgotten: in the full-text index they stay for a moment longer.
    private bool TryCopy(string log, string to, BackupRequest wanted)
    {
        LogCopy.Remove(to);
        using (var source = DatabaseFile.OpenForReading(log))
        {
            if (RawStatement.RunScalar(source, IsForgetting) == 1) return false;
        }

        var isForgetting = false;
        LogCopy.Make(log, to, time, logger, (copy, writer) =>
        {
            isForgetting = RawStatement.RunScalar(copy, IsForgetting) == 1;
            if (!isForgetting && wanted.Since is { } since) RecentEvents.Keep(copy, writer, WireTime.ToMicroseconds(since));
        });
        return !isForgetting;
    }
}
