using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Storage.Observing;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Takeover;

/// <summary>
/// Puts an event log in the place of the database of the original, and keeps that one beside it, unchanged. At every moment
/// there is one of both at the path. A start that is cut off at any point is taken up by the next one: until the order is
/// written nothing has happened, and from then on the new log is complete. Only for the holder of the writer's lock.
/// </summary>
internal sealed class OriginalTakeover(
    string path, StepObserver? steps, TimeProvider time, ILogger logger, WriterLock writerLock)
{
    // A program that only looks has it open for a moment.
    private const int Looks = 15;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly string _path = path;

    private string New => _path + ".taking-over";

    /// <summary>
    /// Whether the original is at the path, or a start was cut off that has taken it over. Of a log, which it nearly always
    /// is, four bytes are read.
    /// </summary>
    public static bool IsDue(string path, WriterLock writerLock) => TakeoverOrder.Read(path) is not null
        || (!DatabaseIdentity.IsSignedByUs(writerLock) && DatabaseInspector.IsOriginal(path));

    /// <summary>Refuses while another program may write to the original, or would go on reading what is set aside.</summary>
    /// <exception cref="DatabaseOpenException">One has it open; says which.</exception>
    public static void EnsureFree(string path)
    {
        var holder = FileHolder.Find(path);
        for (var look = 1; holder is not null && look < Looks; look++)
        {
            Thread.Sleep(Pause);
            holder = FileHolder.Find(path);
        }

        if (holder is null) return;
        throw new DatabaseOpenException(
            path,
            $"is the database of the original Swictation, and {holder} has it open; end that program and start again: it is "
                + "taken over then");
    }

    /// <exception cref="DatabaseOpenException">
    /// It cannot be taken over, for want of space perhaps. The original is where it was and as it was.
    /// </exception>
    public void Run()
    {
        try
        {
            if (TakeoverOrder.Read(_path) is { } left && !IsToGoOn(left)) Forget(left);
            if (TakeoverOrder.Read(_path) is { } order) Replace(order);
            else if (DatabaseInspector.IsOriginal(_path)) Replace(Prepare());
            else RemoveUnfinished();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            if (!File.Exists(TakeoverOrder.PathOf(_path))) RemoveUnfinished();
            throw Refused(e);
        }
    }

    private DatabaseOpenException Refused(Exception e)
    {
        var isDamaged = e is SqliteException error && Damage.Is(error);
        var remedy = isDamaged
            ? "move it away, or mend it with sqlite3's .recover, and start again"
            : "remove the cause and start again";
        return new(
            _path,
            $"is the database of the original Swictation and cannot be taken over ({e.Message.TrimEnd('.')}); it is as it was: "
                + remedy,
            e);
    }

    // What was written to it since is not in the log that was made, and another log must not go.
    private bool IsToGoOn(TakeoverOrder order) =>
        !File.Exists(New) ? !DatabaseInspector.IsOriginal(_path)
        : !File.Exists(_path) || (DatabaseInspector.IsOriginal(_path) && order == TakeoverOrder.For(_path, order.Target));

    private void Forget(TakeoverOrder order)
    {
        if (FileState.Of(_path, followsLink: false) is { Key: var key } && order.HasSetAside(_path, key))
            File.Delete(order.TargetOf(_path));
        TakeoverOrder.Remove(_path);
        Disk.SyncDirectoryOf(_path);
    }

    private TakeoverOrder Prepare()
    {
        RemoveUnfinished();
        var order = TakeoverOrder.For(_path, SetAsideName.Free(_path, "original", time));
        Step(() => OriginalCopy.Make(_path, writerLock));
        Step(() => NewLog.Make(New, OriginalCopy.PathOf(_path), _path, time, logger));
        OriginalCopy.Remove(_path);

        EnsureFree(_path);
        if (order != TakeoverOrder.For(_path, order.Target)) throw new IOException("somebody has written to it meanwhile");

        Step(() => order.Write(_path));
        return order;
    }

    private void Replace(TakeoverOrder order)
    {
        var target = order.TargetOf(_path);
        if (File.Exists(New))
        {
            EnsureFree(_path);
            foreach (var companion in DatabaseFile.Companions.Where(companion => File.Exists(_path + companion)))
                Step(() => File.Move(_path + companion, target + companion, overwrite: true));
            if (File.Exists(_path) && !File.Exists(target)) Step(() => Disk.Link(_path, target));
            Disk.SyncDirectoryOf(_path);

            // Locked before it has the name: nobody finds it there without.
            if (!LockedFile.TryTake(New, out var locked) || locked is null)
                throw new IOException($"{New} is held by another process");
            writerLock.Replace(locked);
            Step(() => File.Move(New, _path, overwrite: true));
            Disk.SyncDirectoryOf(_path);
        }

        Step(() => TakeoverOrder.Remove(_path));
        Disk.SyncDirectoryOf(_path);
        logger.TakenOver(_path, order.Target);
    }

    private void RemoveUnfinished()
    {
        OriginalCopy.Remove(_path);
        foreach (var name in DatabaseFile.Companions.Prepend("")) File.Delete(New + name);
    }

    private void Step(Action step) => steps.Around(LogStep.TakeOver, step);
}
