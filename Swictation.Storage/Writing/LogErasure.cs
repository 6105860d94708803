using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Plumbing.Files;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Observing;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Writing;

/// <summary>
/// Finds the copies of words that were removed and writes over them: in the segments of the full-text index, in the pages of
/// the database that are free or half used, and in the write-ahead log. Appends go on meanwhile. One thread at a time, which
/// is the one that checkpoints; any may read the properties.
/// </summary>
internal sealed class LogErasure : IDisposable
{
    // An append that comes during a checkpoint waits for it.
    private const long MostBytes = 1024 * 1024;
    private const int BusyTimeoutMs = 2_000;
    private const int MostAttempts = 3;

    // Of the file -shm: what a reader locks that has a snapshot.
    private const long FirstReadMark = 123;
    private const long LastReadMark = 127;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly WriterQueue _writers;
    private readonly WriterLock _file;
    private readonly ForgettingOrders _orders;
    private readonly ForgettingWork _work;
    private readonly TimeProvider _time;
    private readonly StepObserver? _steps;
    private readonly WalFile _wal;
    private readonly IndexMerge _merge;
    private readonly PatientWriter _patient;
    private volatile bool _isDue;
    private volatile FileHolder? _heldBy;
    private long? _triedAt;

    public LogErasure(
        string path,
        SqliteConnection connection,
        WriterQueue writers,
        WriterLock file,
        ForgettingOrders orders,
        ForgettingWork work,
        Func<long> readHead,
        TimeProvider time,
        StepObserver? steps)
    {
        _path = path;
        _connection = connection;
        _writers = writers;
        _file = file;
        _orders = orders;
        _work = work;
        _time = time;
        _steps = steps;
        _wal = new(path);
        _merge = new(connection);
        _patient = new(connection, writers, readHead, time);
        _isDue = orders.IsAny;
    }

    /// <summary>True while a copy may be left.</summary>
    public bool IsDue => _isDue;

    /// <summary>A program that reads the log in one transaction, so that copies stay; null while there is none.</summary>
    public FileHolder? HeldBy => _heldBy;

    /// <summary>Words were removed, and copies of them are to go. Any thread may call this.</summary>
    public void Expect() => _isDue = true;

    /// <summary>Goes on if it is time to.</summary>
    /// <returns>True when no copy is left.</returns>
    /// <exception cref="SqliteException">It cannot go on; to be tried again.</exception>
    /// <exception cref="InvalidDataException">The database is damaged.</exception>
    /// <exception cref="IOException">Its files cannot be read or written.</exception>
    public bool TryFinish()
    {
        if (!_isDue) return true;
        var now = _time.GetTimestamp();
        if (_triedAt is { } tried && _time.GetElapsedTime(tried, now) < BetweenAttempts) return false;

        _triedAt = now;
        // What could not be removed when it was asked for.
        _work.RemoveAll();
        _steps?.Invoke(LogStep.Erase, isDone: false);
        var isGone = Erase();
        _heldBy = isGone ? null : FindHolder();
        if (isGone)
        {
            _writers.Run(() =>
            {
                _orders.EndErasure();
                _isDue = _orders.IsAny;
            });
        }

        _steps?.Invoke(LogStep.Erase, isDone: true);
        return !_isDue;
    }

    public void Dispose() => _merge.Dispose();

    private bool Erase()
    {
        _patient.Begin();
        _patient.Run(_orders.BeginErasure);
        MergeIndex();
        using var still = new StillReader(_path);
        var isStill = false;
        _wal.Flush();
        _patient.Run(() =>
        {
            if (isStill = Checkpoint("PASSIVE")) still.Hold();
        });
        if (!isStill) return false;

        uint[] roots = [];
        _writers.Run(() => roots =
        [
            .. _connection.Query<long>("SELECT 1 UNION SELECT rootpage FROM sqlite_schema WHERE rootpage > 0;")
                .Select(page => (uint)page),
        ]);
        var scrubber = new PageScrubber(_file);
        scrubber.CleanAll(roots);
        _file.Sync();
        bool? isDone = null;
        for (var attempt = 1; isDone is null; attempt++)
        {
            // Before the connection is taken: a large log has many pages above those that were written.
            var way = scrubber.FindWay(roots, _wal.ReadPages(scrubber.PageSize));
            _wal.Flush();
            var isLast = attempt == MostAttempts;
            _patient.Run(() => isDone = Finish(scrubber, roots, still, way, isLast));
        }

        return isDone.Value;
    }

    // What was appended meanwhile stands in pages that were read before they were clean. Null where other pages have been written
    // since the way to them was looked for, and it is to be looked for again.
    private bool? Finish(PageScrubber scrubber, uint[] roots, StillReader still, HashSet<uint> way, bool isLast)
    {
        var pages = _wal.ReadPages(scrubber.PageSize);
        var isKnown = way.IsSupersetOf(pages);
        if (!isKnown && !isLast) return null;

        still.Release();
        // Nobody waits for a reader while he has the writing connection.
        raw.sqlite3_busy_timeout(_connection.Handle, 0);
        try
        {
            if (!Checkpoint("RESTART")) return false;
            still.Hold();
            scrubber.Clean(roots, isKnown ? way : scrubber.FindWay(roots, pages));
            _file.Sync();
            _connection.Execute("PRAGMA shrink_memory;");
            _wal.Overwrite();
            still.Release();
            return Checkpoint("TRUNCATE");
        }
        finally
        {
            raw.sqlite3_busy_timeout(_connection.Handle, BusyTimeoutMs);
        }
    }

    private void MergeIndex()
    {
        var (isMore, copied, bytes) = (true, 0L, 0L);
        _writers.Run(() => copied = _merge.Bytes);
        for (var isFirst = true; isMore; isFirst = false)
        {
            _patient.RunStatement(() =>
            {
                isMore = _merge.RunSlice(isFirst);
                bytes = _merge.Bytes;
            });
            if (bytes - copied < MostBytes) continue;
            _wal.Flush();
            _patient.Run(() => Checkpoint("PASSIVE"));
            copied = bytes;
        }
    }

    private bool Checkpoint(string mode) => WalCheckpoint.Run(_connection, mode, _steps);

    private FileHolder? FindHolder() =>
        FileState.Of(DatabaseFile.SharedMemoryOf(_path), followsLink: false) is { } shared
        && FileLocks.FindOther(shared.Key, FirstReadMark, LastReadMark) is { } process
            ? FileHolder.Of(process)
            : null;
}
