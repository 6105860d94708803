using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Files;
using Swictation.Plumbing.Text;
using Swictation.Storage.Chain;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Observing;
using Swictation.Storage.Salvage;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;
using Swictation.Storage.Takeover;
using Swictation.Storage.Verification;

namespace Swictation.Storage.Copies;

/// <summary>
/// Puts a backup in the place of a log, which is set aside and not lost. What was forgotten since stays forgotten. Until the
/// order is written nothing has happened; from then on the next start finishes it.
/// </summary>
public sealed class LogRestore(string path, TimeProvider time, ILogger logger, StepObserver? steps = null)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private const string NewName = "UPDATE log_identity SET log_id = lower(hex(randomblob(16)));";

    /// <param name="file">The backup: a log of this version or an older one, complete in itself.</param>
    /// <param name="isTrusted">True to restore it also where it is not what was written (promise P12).</param>
    /// <exception cref="DatabaseOpenException">
    /// A daemon is running, which it names; or the file is no backup that can be restored.
    /// </exception>
    /// <exception cref="LogCopyException">It could not be done; the log is as it was.</exception>
    public async Task<RestoreReport> RunAsync(string file, bool isTrusted, CancellationToken cancellationToken)
    {
        var name = DatabaseName.Of(path);
        var backup = DatabaseName.Resolve(file);
        DatabasePlace.Ensure(name.Path);
        PrivateDatabase.EnsureOwn(name);
        using var writerLock = WriterLock.TakePatiently(name.Path);
        writerLock.Complete();
        new LogReplacement(name.Path, steps, logger, writerLock).Run();
        if (Salvager.IsUnderWay(name.Path))
            throw new LogCopyException(name.Path, "is being salvaged; start swictation-daemon on it once, and try again");
        if (FileState.Of(backup, followsLink: true) is { } there && there.Key == FileState.Of(name.Path, followsLink: true)?.Key)
            throw new LogCopyException(backup, "is the log itself; name a backup");

        var made = LogReplacement.NewOf(name.Path);
        try
        {
            LogCopy.Remove(made);
            var known = ReadForgotten(name.Path);
            var order = new RestoreOrder(SetAsideName.Free(name.Path, "replaced", time), Sessions: 0);
            var hasPresent = File.Exists(name.Path);
            var (forgotten, events) = await MakeAsync(backup, made, known, hasPresent ? order.Target : null, isTrusted, cancellationToken).ConfigureAwait(false);
            LogCopy.Check(made);
            var (sessions, highest) = CountSessions(made);
            Step(() => (order with { Sessions = highest }).Write(name.Path));
            new LogReplacement(name.Path, steps, logger, writerLock).Run();
            return new(hasPresent ? order.TargetOf(name.Path) : null, events, sessions, known is null ? null : forgotten);
        }
        catch (Exception e)
        {
            // With the order the next start finishes it. Without, also who gave up leaves nothing that may have words to forget.
            if (!LogReplacement.IsDue(name.Path)) LogCopy.Remove(made);
            if (e is SqliteException or EventLogDamagedException or EventLogWriteException or IOException or UnauthorizedAccessException)
                throw new LogCopyException(backup, $"cannot be restored: {e.Message}", e);
            throw;
        }
    }

    // Null where it cannot be said: what is there is damaged, or from before anything could be forgotten.
    private static ForgottenOrigins? ReadForgotten(string present)
    {
        if (!File.Exists(present)) return new();
        try
        {
            // Nobody has it open: without a write-ahead log no file need be made beside it.
            using var connection = DatabaseFile.HasWal(present) ? DatabaseFile.OpenForReading(present) : DatabaseFile.OpenImmutable(present);
            return ForgottenOrigins.Read(connection, LogLineage.Read(connection, present), present);
        }
        catch (Exception e) when (e is SqliteException or EventLogDamagedException)
        {
            return null;
        }
    }

    private static (long Count, long Highest) CountSessions(string made)
    {
        using var connection = DatabaseFile.OpenForReading(made);
        return (
            RawStatement.RunScalar(connection, "SELECT count(*) FROM sessions;"),
            RawStatement.RunScalar(connection, "SELECT coalesce(max(id), 0) FROM sessions;"));
    }

    private async Task<(long Forgotten, long Events)> MakeAsync(
        string backup, string made, ForgottenOrigins? known, string? setAside, bool isTrusted, CancellationToken cancellationToken)
    {
        var events = 0L;
        var toForget = new HeldOrigins();
        Step(() => LogCopy.Make(backup, made, time, logger, (copy, writer) =>
        {
            if (BackupFile.Of(copy) is { First: > 1 and var first })
            {
                throw new LogCopyException(
                    backup, $"lacks events 1 to {first - 1}: it is a backup of what was new (--since); import it, or restore a whole backup");
            }

            if (!isTrusted) Verify(backup, made, cancellationToken);
            events = writer.Head;
            var lineage = LogLineage.Read(copy, made);
            var elsewhere = toForget.Find(copy, lineage, known ?? new());
            var now = WireTime.Truncate(time.GetLocalNow());
            IEnumerable<SessionEvent> saying =
            [
                new LogRestored(now, lineage.LogId, events, setAside),
                .. elsewhere.Select(left => new OriginsForgotten(now, left.Log, left.Positions)),
            ];
            writer.Append(saying.Select(WireWriter.ToAppend), () => Rename(copy));
        }));

        if (toForget.IsEmpty) return (0, events);
        var forgotten = 0;
        await using (var log = SqliteEventLog.Open(new(made) { Steps = steps }, new CommitNotice(), time, logger))
        {
            foreach (var (extent, positions) in toForget.ByExtent)
            {
                var wanted = new ForgettingSelection(
                    log.Reader.Head,
                    Positions: [.. positions.Ranges],
                    Extent: extent);
                forgotten += log.Forget(wanted, files: []).Positions.Count;
            }

            while (log.IsForgetting) await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }

        using (var copy = DatabaseFile.OpenForWriting(made)) RunAll(copy, "PRAGMA journal_mode = DELETE;");
        foreach (var beside in new[] { ".lock", ".head" }) File.Delete(made + beside);
        return (forgotten, events);
    }

    // What was changed by hand is not noticed any more when its chain has begun anew.
    private void Verify(string backup, string made, CancellationToken cancellationToken)
    {
        var verified = LogVerification.Run(made, new(), time, cancellationToken);
        if (verified.IsWhole) return;
        throw new LogCopyException(
            backup,
            $"is not what was written ({verified.Problems[0].Words}; {Counted.Of(verified.ProblemCount, "problem")}); restore another one, or "
                + "this one all the same with --unverified");
    }

    private static void Rename(SqliteConnection copy)
    {
        RunAll(copy, NewName);
        ChainOrigin.Restart(copy);
    }

    private static void RunAll(SqliteConnection connection, string sql)
    {
        using var statement = new RawStatement(connection, sql);
        statement.Run();
    }

    private void Step(Action step) => steps.Around(LogStep.Restore, step);
}
