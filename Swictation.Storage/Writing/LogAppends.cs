using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Storage.Observing;
using Swictation.Storage.Reading;
using Swictation.Storage.Reading.Tail;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// The append path of a log: commits on the caller's thread, together with what other threads bring meanwhile, and says what is
/// there. Of the events that the log itself appends it tells readers that what they hold is not what it was.
/// </summary>
/// <param name="hurry">Has the read models follow up to a position without a pause.</param>
internal sealed class LogAppends(
    string path,
    SqliteConnection connection,
    WriterQueue writers,
    EventWriter writer,
    AppendTransaction transaction,
    LogChain chain,
    FileWatch file,
    ReadModelProjector projector,
    LiveHead live,
    SqliteEventLogReader reader,
    Action<long> hurry,
    DamageJournal damage,
    ICommitNotice notice,
    TimeProvider time,
    ILogger logger,
    LogMetrics metrics,
    StepObserver? steps)
{
    private readonly HeadKeeper _kept = new(path, reader.LogId, time);
    private (long Position, int Checksum) _newest = (live.Head, StoredChecksum.At(connection, live.Head));
    private long _sessionEnd;
    private OwnEvents? _own;
    private volatile string? _brokenBy;

    /// <summary>Nothing is appended any more. For the holder of the writing connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>The end of the session that was ended last; 0 where none was.</summary>
    public long SessionEnd => Volatile.Read(ref _sessionEnd);

    /// <summary>
    /// The answer to an append that no database gives that is what was written; null while there was none.
    /// </summary>
    public string? BrokenBy => _brokenBy;

    /// <inheritdoc cref="IEventLog.Append"/>
    public AppendReceipt Append(ReadOnlySpan<EventToAppend> events)
    {
        if (writers.TryTake())
        {
            try
            {
                return Commit(events);
            }
            finally
            {
                writers.PassOn();
            }
        }

        var pending = new PendingAppend(events.ToArray());
        writers.Take(pending);
        if (pending.IsMine) CommitTogether(pending);
        return pending.Result();
    }

    /// <summary>
    /// Takes events out of the log, in one transaction with the event that says so (promise P9). Waits for its turn like an
    /// append.
    /// </summary>
    /// <param name="ranges">In order, each of positions whose events are all there; never the newest event.</param>
    /// <exception cref="EventLogWriteException">Nothing was taken out.</exception>
    public AppendReceipt Remove(IReadOnlyList<RemovedRange> ranges, EventsRemoved saying)
    {
        var receipt = default(AppendReceipt);
        chain.WhileNothingElseGoes(() =>
        {
            var left = chain.Remain(ranges);
            writers.Run(() => receipt = Commit([WireWriter.ToAppend(saying with { Kept = left })], new(ranges, left)));
        });
        return receipt;
    }

    /// <inheritdoc cref="SqliteEventLog.HoldsUpTo"/>
    public long HoldsUpTo(long position)
    {
        var own = Volatile.Read(ref _own);
        return own is not null && position >= own.First - 1 && position <= own.Last ? own.Last : position;
    }

    /// <summary>The log itself has committed an event that says what was forgotten. For the holder of the writing connection.</summary>
    public void NoteForgotten(EventToAppend told, int checksum)
    {
        _newest = (live.Head + 1, checksum);
        // The one that is kept may be that of words that are gone.
        _kept.Keep(_newest.Position, checksum);
        Publish([told], isOwn: true);
    }

    /// <summary>Keeps beside the log how far it has come, where that is due.</summary>
    public void KeepHead()
    {
        if (!_kept.IsDue(live.Head)) return;
        var newest = _newest;
        writers.Run(() => newest = _newest);
        _kept.Keep(newest.Position, newest.Checksum);
    }

    /// <summary>Ends the appends. For the holder of the writing connection.</summary>
    public void Close() => IsClosed = true;

    /// <summary>Keeps beside the log how far it has come. For the holder of the writing connection.</summary>
    public void KeepNewest() => _kept.Keep(_newest.Position, _newest.Checksum);

    private void CommitTogether(PendingAppend first)
    {
        List<PendingAppend> together = [first, .. writers.TakeAppends()];
        try
        {
            var next = Commit([.. together.SelectMany(pending => pending.Events)]).First;
            foreach (var pending in together)
            {
                pending.Succeed(new(next, next + pending.Events.Length - 1));
                next += pending.Events.Length;
            }
        }
        catch (EventLogWriteException e)
        {
            foreach (var pending in together) pending.Fail(e);
        }
        finally
        {
            foreach (var pending in together.Skip(1)) pending.Call(isMine: false);
            writers.PassOn();
        }
    }

    private AppendReceipt Commit(ReadOnlySpan<EventToAppend> events, Removal? removed = null)
    {
        if (IsClosed && _brokenBy is { } broken) throw Failed(events.Length, new(ReasonCode.DatabaseError, broken));
        ObjectDisposedException.ThrowIf(IsClosed, this);
        var receipt = new AppendReceipt(live.Head + 1, live.Head + events.Length);
        var told = EventBatch.TellOfForgotten(events, receipt.First, time);
        var last = receipt.Last + (told is null ? 0 : 1);
        var endsSession = EventBatch.EndsSession(events);
        // Far behind, they follow by themselves: nobody who stops a session waits for them.
        var isNear = endsSession && projector.TryComeNear(live.Head);
        var began = time.GetTimestamp();
        if (file.HasMoved(began)) throw Failed(events.Length, new(ReasonCode.Moved));
        var isStuck = writer.IsInTransaction;
        try
        {
            // One event alone is a transaction by itself.
            var isTransaction = events.Length > 1 || endsSession || removed is not null || told is not null;
            if (isTransaction) transaction.Begin();
            var sequence = receipt.First;
            foreach (ref readonly var e in events) transaction.Insert(sequence++, e);
            if (told is { } forgotten) transaction.Insert(sequence, forgotten);
            if (removed is not null) transaction.Remove(removed.Ranges, removed.Kept, receipt.First);
            if (isNear) projector.RunWithin(last);
            if (isTransaction) transaction.Commit();
        }
        catch (SqliteException e)
        {
            var reason = WriteFailure.Of(e, connection);
            writer.Rollback();
            damage.Note(e);
            if (!isStuck && Damage.IsInAnswerToAppend(e) && !file.HasMoved()) _brokenBy = e.Message;
            throw Failed(events.Length, reason, e);
        }

        _newest = (last, writer.LastChecksum);
        metrics.Committed(events.Length, time.GetElapsedTime(began));
        if (isNear) projector.Acknowledge();
        if (endsSession) NoteSessionEnd(receipt.Last);
        steps?.Invoke(LogStep.Publish, isDone: false);
        Publish(events, isOwn: removed is not null);
        if (told is { } said) Publish([said], isOwn: true);
        steps?.Invoke(LogStep.Publish, isDone: true);
        return receipt;
    }

    /// <param name="isOwn">True where the log itself has appended them: what readers hold of it is not what it was.</param>
    private void Publish(ReadOnlySpan<EventToAppend> events, bool isOwn)
    {
        if (isOwn)
        {
            live.Forget();
            reader.Forget();
            var first = live.Head + 1;
            Volatile.Write(ref _own, new(_own?.Last == first - 1 ? _own.First : first, live.Head + events.Length));
        }

        projector.PassOver(live.Head + 1, events);
        live.Advance(events);
        notice.Publish(live.Head);
        live.WakeWaiting();
    }

    private void NoteSessionEnd(long position)
    {
        Volatile.Write(ref _sessionEnd, position);
        _kept.NoteSessionEnd();
        if (projector.Checkpoint < live.Head) hurry(position);
    }

    private EventLogWriteException Failed(int events, Reason reason, SqliteException? inner = null)
    {
        metrics.Errors.Add(LogErrorKind.Append);
        logger.AppendFailed(events, path, reason.Words);
        return new(path, reason, inner);
    }

    // Events that are taken out, and what is left around them.
    private sealed record Removal(IReadOnlyList<RemovedRange> Ranges, KeptStretches Kept);

    // The newest events that the log itself has appended, without any other between them.
    private sealed record OwnEvents(long First, long Last);
}
