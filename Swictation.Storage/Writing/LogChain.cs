using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Storage.Chain;
using Swictation.Storage.Observing;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// Lets the chain follow the log (promise P12), in short slices behind it: an append costs nothing more. What has become of
/// an event before it has its link, its checksum says. One thread at a time.
/// </summary>
/// <param name="file">Whether another database has its name: nothing is read there.</param>
/// <param name="readHead">Position of the newest event.</param>
internal sealed class LogChain(
    string path,
    SqliteConnection connection,
    WriterQueue writers,
    EventWriter writer,
    FileWatch file,
    Func<long> readHead,
    DamageJournal damage,
    TimeProvider time,
    ILogger logger,
    StepObserver? steps) : IDisposable
{
    /// <summary>Behind by more than this, it gets a slice every interval, quiet or not.</summary>
    private const long LargestLag = 500_000;

    /// <summary>So many events are chained in one go where somebody waits for it.</summary>
    private const long MostAtOnce = 32 * ChainLink.Interval;

    /// <summary>So many events are chained before the log is closed: about 100 ms. The next daemon goes on with more.</summary>
    private const long MostAtEnd = 30_000;

    // Of a daemon that records without end no moment is quieter than that between two metrics.
    private static readonly TimeSpan QuietBefore = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestSlice = TimeSpan.FromMilliseconds(6);

    private readonly Lock _one = new();
    private readonly Lock _removing = new();
    private readonly SliceSize _size = new(LongestSlice);
    private readonly ChainTable _links = new(connection);
    private readonly SaltOfOlder _salt = new(connection);
    private ChainReading? _reading;
    private ChainLink? _last;
    private bool _isBroken;

    /// <summary>True while an event is to get its link.</summary>
    public bool IsDue => !_isBroken && (_last is not { } last || readHead() >= last.Next);

    /// <summary>How quiet it has to be for a slice; null while none is due.</summary>
    public TimeSpan? NeedsQuiet => !IsDue ? null : IsFarBehind ? TimeSpan.Zero : QuietBefore;

    private bool IsFarBehind => readHead() - (_last?.Position ?? 0) >= LargestLag;

    /// <summary>Takes a slice if it is time, and has been quiet long enough.</summary>
    /// <returns>True if it has come level, and the links are in the write-ahead log.</returns>
    /// <exception cref="SqliteException">The log cannot be read, or not written.</exception>
    public bool Work(TimeSpan quiet)
    {
        if (!IsDue || quiet < NeedsQuiet || HasMoved()) return false;
        lock (_one)
        {
            try
            {
                TakeSlice();
            }
            catch (EventLogDamagedException e)
            {
                Break(e);
            }

            // The connection of a log that is level would only cost memory.
            if (IsDue) return false;
            Close();
            return true;
        }
    }

    /// <summary>Makes a link at the newest event before the log is closed, so that one that is missing then is missed.</summary>
    public void Finish()
    {
        lock (_one)
        {
            try
            {
                var head = readHead();
                if (!_isBroken && !HasMoved() && head - Last().Position <= MostAtEnd) Follow(head, endsThere: true);
            }
            catch (EventLogDamagedException e)
            {
                Break(e);
            }
            catch (SqliteException e)
            {
                damage.Note(e);
                logger.NotChained(path, e.Message);
            }

            Close();
        }
    }

    /// <summary>Has one take events out at a time: what is left around them stays what it is until they are gone.</summary>
    /// <param name="work">Takes them out; never of the holder of the writing connection.</param>
    public void WhileNothingElseGoes(Action work)
    {
        lock (_removing) work();
    }

    /// <summary>
    /// The stretches that events are about to be taken out of, each with the hash of what is left: for the event that says so.
    /// Only inside of <see cref="WhileNothingElseGoes"/>.
    /// </summary>
    /// <param name="ranges">In order.</param>
    /// <exception cref="EventLogWriteException">They are not what was written, or that cannot be seen now.</exception>
    public KeptStretches Remain(IReadOnlyList<RemovedRange> ranges)
    {
        if (HasMoved()) throw new EventLogWriteException(path, new Reason(ReasonCode.Moved));
        lock (_one)
        {
            try
            {
                // An append need not wait for more than that.
                for (var end = ranges[^1].Last; end - Last().Position > MostAtOnce;) Follow(Last().Position + MostAtOnce, endsThere: false);
                Follow(ranges[^1].Last, endsThere: true);
                return Reading().Remain(ranges);
            }
            catch (EventLogDamagedException e)
            {
                damage.Note(e.Reason.Words);
                throw new EventLogWriteException(path, e.Reason, e);
            }
            catch (SqliteException e)
            {
                throw new EventLogWriteException(path, new Reason(ReasonCode.DatabaseError, e.Message), e);
            }
            finally
            {
                if (!IsDue) Close();
            }
        }
    }

    /// <summary>Notes which stretches have lost events, in the transaction that takes them out.</summary>
    public void Mark(KeptStretches kept, long removedBy)
    {
        foreach (var stretch in kept.Stretches) _links.Mark(stretch, removedBy);
    }

    public void Dispose()
    {
        Close();
        _links.Dispose();
        _salt.Dispose();
    }

    private void TakeSlice()
    {
        var began = time.GetTimestamp();
        var events = Math.Max(_size.Current, ChainLink.Interval);
        var last = Last();
        var upTo = Math.Min(readHead(), ((last.Position + events) / ChainLink.Interval * ChainLink.Interval) + ChainLink.Interval);
        Follow(upTo, endsThere: false);
        _size.Learn(events, time.GetElapsedTime(began));
    }

    private bool HasMoved()
    {
        var hasMoved = false;
        writers.Run(() => hasMoved = file.HasMoved());
        return hasMoved;
    }

    private ChainLink Last() => _last ??= Reading().Last;

    private void Follow(long upTo, bool endsThere)
    {
        var last = Last();
        if (upTo <= last.Position) return;
        if (last.Position + 1 < Reading().ProvableFrom) writers.Run(() => writer.InTransaction(() => _salt.Add(last.Position, upTo)));

        var links = Reading().Follow(upTo, endsThere);
        if (links.Count == 0) return;

        writers.Run(() =>
        {
            steps?.Invoke(LogStep.Chain, isDone: false);
            writer.InTransaction(() =>
            {
                foreach (var link in links) _links.Insert(link);
            });
            steps?.Invoke(LogStep.Chain, isDone: true);
        });
        _last = links[^1];
    }

    private void Break(EventLogDamagedException e)
    {
        _isBroken = true;
        damage.Note(e.Reason.Words);
        logger.NotChained(path, e.Message);
    }

    private ChainReading Reading() => _reading ??= new(path);

    private void Close()
    {
        _reading?.Dispose();
        _reading = null;
    }
}
