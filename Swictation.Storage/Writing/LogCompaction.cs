using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Storage.Observing;
using Swictation.Storage.Reading.Tail;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// Gives the space back that free pages take, in idle moments. Logs of this version cut free pages off at the end of the file, a
/// few at a time. Those of earlier ones cannot: such a log is written anew once. One thread at a time.
/// </summary>
internal sealed class LogCompaction
{
    // And an eighth of the file: less is used again soon.
    private const long FewestBytes = 1024 * 1024;
    private const long Share = 8;

    // For what is appended next.
    private const long StayFree = 64;

    // What is larger keeps somebody waiting who comes just then.
    private const long LargestRewrite = 256 * 1024 * 1024;
    private const long Spare = 16 * 1024 * 1024;

    private static readonly TimeSpan QuietBefore = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan QuietBeforeRewrite = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenRewrites = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestSlice = TimeSpan.FromMilliseconds(6);

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly WriterQueue _writers;
    private readonly LiveHead _live;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StepObserver? _steps;
    private readonly SliceSize _size = new(LongestSlice);
    private readonly long _pageBytes;
    private bool _givesBack;
    private bool _isExpected = true;
    private bool _isTooLarge;
    private long? _triedAt;
    private long _given;

    public LogCompaction(
        string path, SqliteConnection connection, WriterQueue writers, LiveHead live, TimeProvider time, ILogger logger, StepObserver? steps)
    {
        _path = path;
        _connection = connection;
        _writers = writers;
        _live = live;
        _time = time;
        _logger = logger;
        _steps = steps;
        _givesBack = FreePages.AreGivenBack(connection);
        _pageBytes = RawStatement.RunScalar(connection, "PRAGMA page_size;");
    }

    /// <summary>How quiet it has to be for it to go on; null while it has nothing to do.</summary>
    public TimeSpan? NeedsQuiet => !IsDue ? null : _givesBack ? QuietBefore : QuietBeforeRewrite;

    // It has work, or has to look for some.
    private bool IsDue => _givesBack
        ? _isExpected
        : !_isTooLarge && (_triedAt is not { } tried || _time.GetElapsedTime(tried) >= BetweenRewrites);

    /// <summary>True while there are slices to be taken.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>True until what it has written is copied into the database, which shortens its file.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Something was taken out of the log.</summary>
    public void Expect() => _isExpected = true;

    /// <summary>The write-ahead log was copied into the database.</summary>
    public void Copied() => HasWritten = false;

    /// <summary>Goes on if it has been quiet long enough.</summary>
    /// <param name="isWanted">True when somebody waits for the thread that calls this.</param>
    /// <exception cref="SqliteException">The log could not be written; nothing was changed.</exception>
    public void Work(TimeSpan quiet, Func<bool> isWanted)
    {
        if (NeedsQuiet is not { } enough || quiet < enough) return;
        if (_givesBack) _writers.Run(GiveBack);
        else Rewrite(isWanted);
    }

    private void GiveBack()
    {
        var free = FreePages.Count(_connection);
        if (!IsUnderWay && (free * _pageBytes < FewestBytes || free < FreePages.CountAll(_connection) / Share)) free = 0;
        IsUnderWay = free > StayFree;
        if (!IsUnderWay)
        {
            if (_given > 0) _logger.SpaceGivenBack(_path, _given);
            _given = 0;
            _isExpected = false;
            return;
        }

        var pages = Math.Min(_size.Current, free - StayFree);
        var began = _time.GetTimestamp();
        _steps?.Invoke(LogStep.Compact, isDone: false);
        FreePages.GiveBack(_connection, pages);
        _steps?.Invoke(LogStep.Compact, isDone: true);
        _size.Learn(pages, _time.GetElapsedTime(began));
        _given += pages;
        HasWritten = true;
    }

    private void Rewrite(Func<bool> isWanted)
    {
        _triedAt = _time.GetTimestamp();
        try
        {
            if (!HasRoom()) return;

            var head = _live.Head;
            _steps?.Invoke(LogStep.Compact, isDone: false);
            using var copy = CompactCopy.Make(_path, () => isWanted() || _live.Head != head);
            _steps?.Invoke(LogStep.Compact, isDone: true);
            if (copy is null) return;

            var isDone = false;
            _writers.Run(() => isDone = copy.TryReplace(_connection, () => IsWantedNow(isWanted)));
            _steps?.Invoke(LogStep.Compact, isDone: true);
            if (!isDone) return;

            _givesBack = HasWritten = true;
            _logger.Rewritten(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.NotRewritten(_path, e.Message);
        }
    }

    private bool IsWantedNow(Func<bool> isWanted)
    {
        _steps?.Invoke(LogStep.Compact, isDone: false);
        return isWanted() || _writers.IsAwaited;
    }

    private bool HasRoom()
    {
        var bytes = 0L;
        _writers.Run(() => bytes = (FreePages.CountAll(_connection) - FreePages.Count(_connection)) * _pageBytes);
        _isTooLarge = bytes > LargestRewrite;
        return !_isTooLarge && new DriveInfo(Path.GetFullPath(_path)).AvailableFreeSpace >= (2 * bytes) + Spare;
    }
}
