using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Retention;

/// <summary>
/// Chooses the metrics that a log can do without. Of the <c>metrics_update</c> events of a session those stay that are the first
/// of a minute, and the last one; outside of sessions those that stand directly behind a <c>state_change</c>. The newest one of
/// the log stays in any case. Of <c>segment_committed</c> none stays behind which there are metrics. Reads the log forwards,
/// slice by slice. One thread at a time.
/// </summary>
internal sealed class MetricsThinning : IDisposable
{
    private const long MicrosecondsOfMinute = 60_000_000;

    // What stands before the body is read, and nothing of what was said.
    private const string Select =
        """
        SELECT seq, session_id, at_us, CASE type WHEN 'metrics_update' THEN 1 WHEN 'state_change' THEN 2 WHEN 'segment_committed' THEN 3 ELSE 0 END
        FROM events
        WHERE seq > @after
        ORDER BY seq
        LIMIT @most;
        """;

    private const string ThinnedUpTo =
        """
        SELECT max(last)
        FROM removed_events
        WHERE reason = 'retention';
        """;

    private readonly RawStatement _select;
    private readonly List<RemovedRange> _removed = [];

    // They go when metrics come behind them: what is removed is in order then, and the newest event stays.
    private readonly List<long> _undecidedCommits = [];
    private Metrics? _undecided;
    private (long Session, long Minute)? _kept;
    private long _position;
    private long _stateChange = -1;

    /// <param name="after">Where an earlier one may be resumed; it goes on no earlier than behind what was thinned.</param>
    public MetricsThinning(SqliteConnection connection, long after)
    {
        _select = new(connection, Select);
        _position = Math.Max(after, RawStatement.RunScalar(connection, ThinnedUpTo));
    }

    /// <summary>Where another one can go on.</summary>
    public long ResumesAfter => Math.Min(
        _undecided is { } metrics ? metrics.Sequence - 1 : _position,
        _undecidedCommits is [var commit, ..] ? commit - 1 : _position);

    /// <summary>The type of what the last slice removed; null where that is several.</summary>
    public EventType? RemovedType { get; private set; }

    /// <summary>The ranges that the next events add, in order; empty where all of them stay.</summary>
    /// <param name="events">As many are read at most.</param>
    /// <param name="before">Metrics of this time and later stay, in microseconds since 1970.</param>
    /// <param name="now">Later ones were written by a clock that was wrong, and hold nothing up.</param>
    /// <param name="isDone">True when there is nothing more that is old enough.</param>
    public IReadOnlyList<RemovedRange> Take(int events, long before, long now, out bool isDone)
    {
        _removed.Clear();
        _select.Bind(1, _position).Bind(2, events);
        try
        {
            for (var read = 0; read < events; read++)
            {
                if (!_select.Step() || ((IsMetrics || IsCommit) && Time >= before && Time <= now))
                {
                    isDone = true;
                    return _removed;
                }

                Pass();
            }
        }
        finally
        {
            _select.Reset();
        }

        isDone = false;
        return _removed;
    }

    public void Dispose() => _select.Dispose();

    private bool IsMetrics => _select.Int64(3) == 1;

    private bool IsCommit => _select.Int64(3) == 3;

    private long Time => _select.Int64(2);

    private void Pass()
    {
        _position = _select.Int64(0);
        if (IsMetrics) Pass(_position, _select.IsNull(1) ? null : _select.Int64(1), Time);
        else if (IsCommit) _undecidedCommits.Add(_position);
        else if (_select.Int64(3) == 2) _stateChange = _position;
    }

    // Whether metrics are the last of their session shows with the next ones.
    private void Pass(long position, long? session, long time)
    {
        if (_undecided is { IsSpare: true } spare && (spare.Session is null || spare.Session == session)) Remove(spare.Sequence, MetricsUpdate.TypeName);
        foreach (var commit in _undecidedCommits) Remove(commit, SegmentCommitted.TypeName);
        _undecidedCommits.Clear();

        var isSpare = position != _stateChange + 1;
        if (session is { } id)
        {
            var minute = (id, time / MicrosecondsOfMinute);
            isSpare &= minute == _kept;
            _kept = minute;
        }

        _undecided = new(position, session, isSpare);
    }

    private void Remove(long position, EventType type)
    {
        RemovedType = _removed.Count == 0 || RemovedType == type ? type : default(EventType?);
        if (_removed is [.., var newest] && newest.Last == position - 1) _removed[^1] = newest with { Last = position };
        else _removed.Add(new(position, position, RemovalReason.Retention));
    }

    private readonly record struct Metrics(long Sequence, long? Session, bool IsSpare);
}
