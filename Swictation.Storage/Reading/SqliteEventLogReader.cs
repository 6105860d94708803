using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Plumbing.Files;
using Swictation.Storage.Reading.Tail;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Reading;

/// <summary>
/// Reads the event log: recent events from memory where the daemon has them, all others from SQLite over read-only
/// connections. Safe for any number of threads. It returns events as they were written, and otherwise throws
/// <see cref="EventLogDamagedException"/>.
/// </summary>
public sealed class SqliteEventLogReader : IEventLogReader, IDisposable
{
    private readonly ReaderPool _pool;
    private readonly ILogHead _head;
    private readonly SharedPages _shared = new();
    private PageValidity _validity = new();

    internal SqliteEventLogReader(ReaderPool pool, ILogHead head, string logId)
    {
        _pool = pool;
        _head = head;
        LogId = logId;
    }

    public string LogId { get; }

    public long Head => _head.Head;

    /// <summary>
    /// Whatever was taken out, readers are told of it from the first position on. The file itself is not asked: in a damaged one
    /// another page may stand where the first should.
    /// </summary>
    public long Oldest => 1;

    /// <summary>Called with damage when it is met, before the reader gets the exception.</summary>
    internal Action<EventLogDamagedException>? Damaged { get; set; }

    /// <summary>
    /// Opens a log that another process may be recording into. Changes nothing in it and checkpoints nothing, also
    /// when its daemon was killed (promise P10). Notices new events within 100 ms.
    /// </summary>
    /// <param name="warn">
    /// Takes the line that says that events may be missing, because the file has a second name with files of its own
    /// beside it; null for standard error. It is read all the same.
    /// </param>
    /// <exception cref="DatabaseOpenException">There is no event log of this version at the path.</exception>
    public static SqliteEventLogReader OpenReadOnly(string path, TimeProvider time, Action<string>? warn = null)
    {
        var fullPath = DatabaseName.Resolve(path);
        DatabaseInspector.CheckForReading(fullPath);
        if (FileState.Of(fullPath, followsLink: false) is { } file
            && SecondName.Of(fullPath, file) is { } second)
            (warn ?? Console.Error.WriteLine)($"{fullPath} {second.Warning}");

        var pool = new ReaderPool(fullPath);
        using var rented = pool.Rent();
        return new(pool, new PolledHead(pool, time), rented.Connection.ReadLogId());
    }

    public EventPage ReadAfter(long after)
    {
        return _head.TryReadRecent(after, out var recent) ? recent : ReadStored(after);
    }

    public EventPage ReadStored(long after)
    {
        if (_shared.TryFind(after, out var shared)) return shared;

        // Before it is read: what is taken out or forgotten meanwhile may be in it.
        var validity = Volatile.Read(ref _validity);
        var page = ReadPage(after);

        page = page.Under(validity);
        _shared.Add(page);
        return page;
    }

    // Not kept for others, who want whole pages.
    public EventPage ReadFirst(long after)
    {
        if (_head.TryReadRecent(after, out var page) && !page.HoldsLiveText) return page;
        if (_shared.TryFind(after, out page)) return page;

        var validity = Volatile.Read(ref _validity);
        return ReadPage(after, most: 1).Under(validity);
    }

    public bool TryReadRecent(long after, out EventPage page) => _head.TryReadRecent(after, out page);

    public ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken) =>
        _head.WaitForMoreAsync(after, cancellationToken);

    public CatchUpPositions FindCatchUp(long upTo, SessionId? session, int transcriptions)
    {
        return Ask(
            (upTo, session, transcriptions),
            static (connection, asked) =>
                CatchUpFinder.Find(connection.Landmarks, asked.upTo, asked.session, asked.transcriptions));
    }

    public SessionPositions? FindSession(long upTo, SessionId? session) => Ask(
        (upTo, session),
        static (connection, asked) => CatchUpFinder.FindSession(connection.Landmarks, asked.upTo, asked.session));

    public LogHash? FindHash(long? position = null)
    {
        try
        {
            return Ask(position, static (connection, asked) => connection.FindHash(asked));
        }
        catch (Exception e) when (e is EventLogDamagedException or SqliteException)
        {
            // Damage was noted when it was met, and who reads that far hears of it.
            return null;
        }
    }

    /// <summary>
    /// The events from which the daemon's state is folded, oldest first, up to the head (promise P7). Of a closed
    /// session these are its start, its last figures and its end; those figures are in its last metrics.
    /// </summary>
    public IEnumerable<StoredEvent> ReadForFold()
    {
        var (single, allAfter) = Ask(
            Head, static (connection, head) => FoldReader.Find(connection.Landmarks, head));
        return FoldReader.Read(this, single, allAfter);
    }

    /// <summary>Has everybody who holds events that were read before now read them again.</summary>
    internal void Forget()
    {
        Interlocked.Exchange(ref _validity, new()).End();
        _shared.Clear();
    }

    public void Dispose() => _pool.Dispose();

    private EventPage ReadPage(long after, int most = PageBuffer.MostEvents)
    {
        var page = Read();

        // Nothing although there is something. Once more, because it may have been committed in between.
        if (page.IsEmpty && after < Head && (page = Read()).IsEmpty)
            throw Report(new(_pool.Path, $"event {after + 1} cannot be found"));
        return page;

        EventPage Read() => Ask((after, most), static (connection, asked) => connection.ReadPage(asked.after, asked.most));
    }

    private TAnswer Ask<TQuestion, TAnswer>(
        TQuestion question, Func<ReaderConnection, TQuestion, TAnswer> ask)
    {
        try
        {
            using var rented = _pool.Rent();
            return ask(rented.Connection, question);
        }
        catch (EventLogDamagedException e)
        {
            throw Report(e);
        }
        catch (SqliteException e) when (Damage.Is(e))
        {
            throw Report(new(_pool.Path, e.Message, e));
        }
    }

    private EventLogDamagedException Report(EventLogDamagedException damage)
    {
        Damaged?.Invoke(damage);
        return damage;
    }
}
