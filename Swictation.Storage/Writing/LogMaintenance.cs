using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Plumbing.Files;
using Swictation.Storage.Observing;
using Swictation.Storage.Reading.Tail;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Retention;

namespace Swictation.Storage.Writing;

/// <summary>
/// Decides what the writing connection does next beside appends: lets the read models and the chain follow, checkpoints, and takes
/// out what has become old. Waits for a quiet moment; under load it takes a short slice now and then, so that nothing falls
/// behind without bound.
/// </summary>
internal sealed class LogMaintenance : IAsyncDisposable
{
    /// <summary>Behind by more than this, the read models get a slice every interval, quiet or not.</summary>
    private const long TolerableLag = 15_000;

    /// <summary>Behind by more than this, they get one slice after the other.</summary>
    private const long LargestLag = 500_000;

    /// <summary>As many events without a row are worth to be noted in the stored checkpoint.</summary>
    private const long LongestStretch = 4_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    // Nothing that is left to do is urgent.
    private static readonly TimeSpan LongInterval = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    // Read models that were dropped a moment ago are finished by the next daemon: nobody waits a minute for this one to end.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    // Of each interval; a second for some 100,000 segments.
    private static readonly TimeSpan LongestRenewal = TimeSpan.FromMilliseconds(8);

    private readonly string _path;
    private readonly WriterQueue _writers;
    private readonly ReadModelProjector _projector;
    private readonly LogCheckpoints _checkpoints;
    private readonly LogChain _chain;
    private readonly LogRetention _retention;
    private readonly TextRetention _texts;
    private readonly LogCompaction _compaction;
    private readonly LiveHead _live;
    private readonly TimeProvider _time;
    private readonly DamageJournal _damage;
    private readonly ILogger _logger;
    private readonly Action _keepHead;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private readonly ReadModelCare _care;
    private readonly LogErasure _erasure;
    private readonly ReaderWatch _readers;
    private long _urgent;
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _careFailure;

    public LogMaintenance(
        string path,
        SqliteConnection connection,
        WriterQueue writers,
        ReadModelProjector projector,
        LogChain chain,
        LogRetention retention,
        TextRetention texts,
        LogCompaction compaction,
        LiveHead live,
        TimeProvider time,
        LogMetrics metrics,
        DamageJournal damage,
        ILogger logger,
        Action keepHead,
        LogErasure erasure,
        StepObserver? steps = null)
    {
        _path = path;
        _writers = writers;
        _projector = projector;
        _checkpoints = new(path, connection, writers, projector, live, compaction, metrics, damage, logger, steps);
        _chain = chain;
        _retention = retention;
        _texts = texts;
        _compaction = compaction;
        _live = live;
        _time = time;
        _damage = damage;
        _logger = logger;
        _keepHead = keepHead;
        _erasure = erasure;
        _readers = new(path, time, logger);
        _care = new(path, connection, writers, projector, time, metrics, damage, logger);
        Try(_care.Start);
        _running = Task.Run(() => RunAsync(_stopping.Token));
    }

    /// <inheritdoc cref="ReaderWatch.Holder"/>
    public FileHolder? Holder => _readers.Holder;

    private bool IsLevel => _projector.Checkpoint >= _live.Head;

    // How quiet it has to be for what is left to do; null where nothing is.
    private TimeSpan? NeedsQuiet => new TimeSpan?[]
    {
        IsPressing ? TimeSpan.Zero : null,
        _checkpoints.NeedsQuiet,
        _care.NeedsQuiet,
        _chain.NeedsQuiet,
        _retention.NeedsQuiet,
        _texts.NeedsQuiet,
        _compaction.NeedsQuiet,
    }.Min();

    private bool IsPressing =>
        !IsLevel || !_projector.IsIndexRenewed || _erasure.IsDue || _retention.IsUnderWay || _texts.IsUnderWay || _compaction.IsUnderWay;

    /// <summary>Has it look for work at once. Any thread may call this.</summary>
    public void Wake() => Interlocked
        .Exchange(ref _woken, new(TaskCreationOptions.RunContinuationsAsynchronously))
        .TrySetResult();

    /// <summary>Words were removed: their copies go next, and rows that were compared are not what they were.</summary>
    public void Erase()
    {
        _erasure.Expect();
        _care.StartOver();
        Wake();
    }

    /// <summary>Has the read models follow up to a position without a pause.</summary>
    public void Hurry(long position)
    {
        Volatile.Write(ref _urgent, position);
        Wake();
    }

    /// <summary>Last work before the connection is closed, by its holder.</summary>
    public void Finish()
    {
        try
        {
            var began = _time.GetTimestamp();
            while (!IsLevel && _time.GetElapsedTime(began) < LongestEnd) _projector.RunSlice(_live.Head);
            if (_projector.StoredCheckpoint < _projector.Checkpoint) _projector.StoreCheckpoint();
            _checkpoints.Finish();
        }
        catch (SqliteException e)
        {
            _checkpoints.NoteFailure(e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _care.Dispose();
        _retention.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var quiet = TimeSpan.Zero;
        while (true)
        {
            var woken = Volatile.Read(ref _woken).Task;
            var (head, began) = (_live.Head, _time.GetTimestamp());
            await QuietWait.WaitAsync(_live, head, NeedsQuiet - quiet - LongInterval, woken, _time, stopping).ConfigureAwait(false);
            var interval = IsPressing || quiet >= LogCheckpoints.QuietBefore ? Interval : LongInterval;
            await Task.Delay(interval, _time, stopping).ConfigureAwait(false);
            quiet = _live.Head == head ? quiet + _time.GetElapsedTime(began) : TimeSpan.Zero;
            _keepHead();
            if (!Work(quiet, stopping)) await Task.Delay(PauseAfterFailure, _time, stopping).ConfigureAwait(false);
        }
    }

    private bool Work(TimeSpan quiet, CancellationToken stopping)
    {
        try
        {
            _readers.Look(_checkpoints.WalLength);
            _care.LookForOthers();
            Project(quiet > TimeSpan.Zero, stopping);
            if (quiet > TimeSpan.Zero && IsLevel) RenewIndex();
            if (IsLevel && _projector.Checkpoint - _projector.StoredCheckpoint >= LongestStretch)
                _writers.Run(_projector.StoreCheckpoint);
        }
        catch (SqliteException e)
        {
            _projector.NoteFailure(_live.Head, e);
            var isRepaired = false;
            Try(() => isRepaired = _care.Repair(e));
            return isRepaired;
        }

        // Slices of retention come one behind the other: they are copied into the database together.
        if (!_checkpoints.TryIfDue(quiet, isTakingOut: _retention.IsUnderWay || _compaction.IsUnderWay)) return false;
        var isChained = false;
        if (!TryCare(() => isChained = _chain.Work(quiet))) return false;
        if (isChained) _checkpoints.Expect();
        if (_erasure.IsDue && !TryErase()) return false;
        return !IsLevel || !_projector.IsIndexRenewed || TakeOut(quiet, stopping);
    }

    // One after the other: what one of them takes out, the next one gives back to the file system.
    private bool TakeOut(TimeSpan quiet, CancellationToken stopping)
    {
        if (!Try(() => _care.Compare(quiet))) return false;
        // What has no link yet is not taken out.
        if (_chain.IsDue) return true;

        var wasTaking = _retention.IsDue || _texts.IsDue;
        if (!TryCare(() => _retention.Work(quiet)) || !TryCare(() => _texts.Work(quiet, _live.Head))) return false;
        if (wasTaking && !_retention.IsDue && !_texts.IsDue) _compaction.Expect();
        if (_retention.IsUnderWay || _texts.IsUnderWay || _erasure.IsDue) return true;
        if (!TryCare(() => _compaction.Work(quiet, () => IsWanted(stopping)))) return false;
        _careFailure = null;
        return true;
    }

    private bool IsWanted(CancellationToken stopping) => stopping.IsCancellationRequested || _erasure.IsDue;

    // False when it cannot be done; what a reader holds up is tried again at once.
    private bool TryErase()
    {
        try
        {
            _erasure.TryFinish();
            return true;
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            _damage.Note(e);
            _logger.NotErased(_path, e.Message);
            return false;
        }
    }

    // What is no work on the read models. That it fails is said once until all of it succeeds.
    private bool TryCare(Action care)
    {
        try
        {
            care();
            return true;
        }
        catch (Exception e) when (IsOfFiles(e))
        {
            _damage.Note(e);
            if (_careFailure != e.Message) _logger.CareFailed(_path, e.Message);
            _careFailure = e.Message;
            return false;
        }
    }

    private static bool IsOfFiles(Exception e) =>
        e is SqliteException or IOException or InvalidDataException or UnauthorizedAccessException;

    private bool Try(Action care)
    {
        try
        {
            care();
            return true;
        }
        catch (SqliteException e)
        {
            _projector.NoteFailure(_live.Head, e);
            return false;
        }
    }

    private void Project(bool isQuiet, CancellationToken stopping)
    {
        var head = _live.Head;
        var urgent = Volatile.Read(ref _urgent);
        var goal = Math.Max(isQuiet ? head : head - TolerableLag, urgent);
        while (_projector.Checkpoint < goal && !stopping.IsCancellationRequested)
        {
            _writers.Run(() => _projector.RunSlice(goal));
            if (!_checkpoints.TryIfLarge()) return;

            var isQuietStill = isQuiet && _live.Head == head;
            var isPressing = _projector.Checkpoint < urgent || _live.Head - _projector.Checkpoint >= LargestLag;
            if (!isQuietStill && !isPressing) return;
        }
    }

    private void RenewIndex()
    {
        var began = _time.GetTimestamp();
        while (!_projector.IsIndexRenewed && _time.GetElapsedTime(began) < LongestRenewal)
            _writers.Run(_projector.RenewSlice);
    }
}
