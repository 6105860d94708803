using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Files;
using Swictation.Storage.Chain;
using Swictation.Storage.Observing;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;
using Swictation.Storage.Sqlite.Format;

namespace Swictation.Storage.Salvage;

/// <summary>
/// Sets a damaged database aside, under a name beside its old one and never changed again, and makes a new log of what
/// can be read of it. The new log has a new identity, because positions are given anew. Only for the holder of the
/// writer's lock.
/// </summary>
internal sealed class Salvager(
    string path, StepObserver? steps, TimeProvider time, ILogger logger, WriterLock writerLock)
{
    private readonly string _path = path;

    /// <summary>The memory of the daemon that had the log open; null where there is none.</summary>
    public RememberedLog? Remembered { get; init; }

    private string Unfinished => _path + ".salvaging";

    /// <summary>True when a start was cut off in the middle of it.</summary>
    public static bool IsUnderWay(string databasePath) => SalvageOrder.Read(databasePath) is not null;

    /// <exception cref="DatabaseOpenException">
    /// It could not be finished, for want of space perhaps; the next start goes on with it.
    /// </exception>
    public void Run(Reason reason)
    {
        var order = new SalvageOrder(SetAsideName.Free(_path, "damaged", time), reason);
        try
        {
            order.Write(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseOpenException(_path, $"is damaged ({reason.Words}) and cannot be set aside: {e.Message}", e);
        }

        Continue();
    }

    /// <inheritdoc cref="Run"/>
    public void Continue()
    {
        var order = SalvageOrder.Read(_path)!;
        var target = Path.Combine(Path.GetDirectoryName(_path)!, order.Target);
        try
        {
            SetAside(target);
            if (!File.Exists(_path)) Replace(target, order);
            Suspicion.Clear(_path);
            SalvageOrder.Remove(_path);
            Disk.SyncDirectoryOf(_path);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseOpenException(
                _path,
                $"is damaged ({order.Reason.Words}), was set aside as {order.Target} and could not be salvaged: "
                    + $"{e.Message.TrimEnd('.')}; remove the cause and start again",
                e);
        }
    }

    // The database is moved first: while it has its own name and its new one is free, nothing has been done yet.
    private void SetAside(string target)
    {
        var isDone = File.Exists(_path) && (File.Exists(target) || File.Exists(DatabaseFile.WalOf(target)));
        if (isDone) return;

        Move(_path, target);
        Move(DatabaseFile.WalOf(_path), DatabaseFile.WalOf(target));
        Move(DatabaseFile.SharedMemoryOf(_path), DatabaseFile.SharedMemoryOf(target));
        Disk.SyncDirectoryOf(_path);
    }

    private void Move(string from, string to)
    {
        if (!File.Exists(from)) return;
        steps?.Invoke(LogStep.SetAside, isDone: false);
        File.Move(from, to, overwrite: false);
        steps?.Invoke(LogStep.SetAside, isDone: true);
    }

    private void Replace(string target, SalvageOrder order)
    {
        steps?.Invoke(LogStep.Salvage, isDone: false);
        foreach (var leftover in DatabaseFile.Companions.Prepend("")) File.Delete(Unfinished + leftover);
        var made = LockedFile.Make(Unfinished) ?? throw new IOException($"{Unfinished} is held by another process");
        SalvagedLog salvaged;
        try
        {
            using (var connection = DatabaseFile.OpenForWriting(Unfinished)) salvaged = Fill(connection, target, order);
            made.Sync();
        }
        catch
        {
            made.Dispose();
            throw;
        }

        // Locked before it has the name: nobody finds it there without.
        writerLock.Replace(made);
        steps?.Invoke(LogStep.Salvage, isDone: true);

        steps?.Invoke(LogStep.Replace, isDone: false);
        File.Move(Unfinished, _path, overwrite: false);
        Disk.SyncDirectoryOf(_path);
        steps?.Invoke(LogStep.Replace, isDone: true);
        foreach (var (first, last) in salvaged.Gaps) logger.EventsLost(first, last);
        logger.Salvaged(_path, order.Reason.Words, order.Target, salvaged.Kept, salvaged.Lost);
    }

    private SalvagedLog Fill(SqliteConnection connection, string damaged, SalvageOrder order)
    {
        connection.Execute("PRAGMA synchronous = OFF;");
        PageLayout.Choose(connection);
        new Migrator(Migration.Embedded, logger).Upgrade(connection);
        Guards.SwitchOff(connection);
        using var table = new SalvageTable(connection);
        using var writer = new EventWriter(connection);
        writer.Begin();
        var removed = new SortedDictionary<long, RemovedRange>();
        var forgetting = new PendingForgetting(_path);
        var logId = Collect(damaged, table, removed, forgetting);

        var log = new SalvagedLog { Removed = [.. removed.Values] };
        var sequence = 0L;
        var now = WireTime.Truncate(time.GetLocalNow());
        var kept = KeptHead.Read(_path);
        logId = Remembered?.LogId ?? ReadLogId(damaged) ?? logId ?? kept?.LogId;
        foreach (var remembered in Remembered?.Newest ?? []) table.Add(remembered);
        var head = Math.Max(Remembered?.Head ?? 0, kept is { } known && known.LogId == logId ? known.Position : 0);
        var moved = new MovedEvents();
        foreach (var e in log.Write(table.ReadInOrder(), now, head))
        {
            writer.Insert(++sequence, moved.Follow(e));
            forgetting.NoteKept(log.Source, sequence);
            moved.Note(log.Source, sequence);
        }

        var salvaged = new LogSalvaged(now, log.Kept, log.Lost, order.Target, order.Reason, logId, moved.Positions);
        writer.Insert(++sequence, WireWriter.ToAppend(salvaged));
        // The ranges stay behind, and what was forgotten entirely must not come back from a copy.
        PositionRange[] forgotten = [.. log.Removed.Where(range => range.Reason == RemovalReason.Forgotten).Select(range => new PositionRange(range.First, range.Last))];
        if (logId is not null && forgotten.Length > 0)
            writer.Insert(++sequence, WireWriter.ToAppend(new OriginsForgotten(now, logId, new([.. forgotten]))));
        forgetting.WriteTo(new(connection));
        if (logId is not null) ChainOrigin.Note(connection, logId);
        writer.Commit();
        if (forgetting.IsAny) logger.HoldsForgotten(_path, order.Target);
        return log;
    }

    // Which log it was, as SQLite reads it. Its file is not touched, so what stands in its write-ahead log is not seen.
    private static string? ReadLogId(string damaged)
    {
        try
        {
            using var connection = DatabaseFile.OpenImmutable(damaged);
            return LogIdentity.Read(connection);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    // The name of the log as its pages have it; null if they have none.
    private static string? Collect(
        string damaged, SalvageTable table, SortedDictionary<long, RemovedRange> removed, PendingForgetting forgetting)
    {
        string? logId = null;
        using var image = new DatabaseImage(damaged);
        var rows = new RowReader(image);
        foreach (var page in image.ReadPages())
        {
            rows.ReadRows(page, (rowId, record) =>
            {
                if (EventRecord.TryRead(rowId, record, page.IsTrusted, out var found)) table.Add(found);
                else if (RemovedRecord.TryRead(rowId, record, out var range)) removed[range.First] = range;
                else if (!forgetting.TryAdd(rowId, record)) logId ??= IdentityRecord.Read(rowId, record);
            });
        }

        return logId;
    }
}
