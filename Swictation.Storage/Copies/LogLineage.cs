using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>
/// The logs in which the events of a log were recorded: of one that was restored from a backup, or salvaged from a damaged log,
/// those up to there come from another log, and that one may come from another one in turn. An event is known by where it was
/// recorded, which is the oldest of them that had it.
/// </summary>
public sealed class LogLineage
{
    private const string SelectSteps =
        """
        SELECT seq, session_id, at_us, type, version, body
        FROM events NOT INDEXED
        WHERE type IN ('log_restored', 'log_salvaged')
        ORDER BY seq DESC;
        """;

    // The newest first: that which made this log what it is.
    private readonly List<LineageStep> _steps = [];

    private LogLineage(string logId) => LogId = logId;

    /// <summary>Its newest position when this was read.</summary>
    public long Head { get; private init; }

    /// <summary>Name of the log.</summary>
    public string LogId { get; }

    /// <summary>False where it comes from another log of which nobody knows the name or the positions.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Of a log that is only read.</summary>
    /// <exception cref="EventLogDamagedException">It has no name, or an event is not what was written.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static LogLineage Open(string path)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        return Read(connection, path);
    }

    /// <exception cref="EventLogDamagedException">It has no name, or an event is not what was written.</exception>
    internal static LogLineage Read(SqliteConnection connection, string path)
    {
        var name = LogIdentity.Read(connection) ?? throw new EventLogDamagedException(path, "it has no name any more");
        var lineage = new LogLineage(name) { Head = RawStatement.RunScalar(connection, "SELECT coalesce(max(seq), 0) FROM events;") };
        foreach (var stored in EventRows.Read(connection, SelectSteps, path))
        {
            if (lineage.TryAdd(stored)) continue;
            lineage.IsComplete = false;
            break;
        }

        return lineage;
    }

    /// <summary>Where an event was recorded.</summary>
    public (string Log, long Position) OriginOf(long position)
    {
        var (log, was, _, _) = Descend(layer: 0, position, count: 1);
        return (log, was);
    }

    /// <summary>The same, of an event of a session.</summary>
    /// <param name="session">Its number where it was recorded.</param>
    public Origin OriginOf(long position, SessionId session)
    {
        var (log, was) = OriginOf(position);
        return new(log, session.Value, was);
    }

    /// <summary>The same of the position that an event had in one of those logs; of another log what is given.</summary>
    public (string Log, long Position) OriginOf(string log, long position)
    {
        if (FindLayer(log) is not { } layer) return (log, position);
        var (oldest, was, _, _) = Descend(layer, position, count: 1);
        return (oldest, was);
    }

    /// <summary>Where the events of a range were recorded, as ranges.</summary>
    public IEnumerable<(string Log, PositionRange Range)> OriginsOf(PositionRange range) => OriginsOf(layer: 0, range);

    /// <summary>The same of positions in one of those logs; of another log what is given.</summary>
    public IEnumerable<(string Log, PositionRange Range)> OriginsOf(string log, PositionRange range) =>
        FindLayer(log) is { } layer ? OriginsOf(layer, range) : [(log, range)];

    /// <summary>The same of positions that an event of this log speaks of: they are those of the log that it was recorded in.</summary>
    /// <param name="saidBy">Position of that event here.</param>
    public IEnumerable<(string Log, PositionRange Range)> OriginsOf(long saidBy, PositionRange range) =>
        OriginsOf(Descend(layer: 0, saidBy, count: 1).Layer, range);

    /// <summary>Where an event is in this log; null where it does not have it.</summary>
    public long? Find(string log, long position) => Ascend(log, position, count: 1).Here;

    /// <summary>The same of a range: parts of it, each with where it is here.</summary>
    public IEnumerable<(PositionRange? Here, PositionRange Part)> FindRange(string log, PositionRange range)
    {
        for (var first = range.First; first <= range.Last;)
        {
            var (here, count) = Ascend(log, first, range.Last - first + 1);
            yield return (here is { } at ? new PositionRange(at, at + count - 1) : null, new(first, first + count - 1));
            first += count;
        }
    }

    /// <summary>Whether it is that log, or comes from it.</summary>
    public bool Knows(string log) => FindLayer(log) is not null;

    /// <summary>Of two events of one session, the log in which the older part of it was recorded.</summary>
    public string OlderOf(long one, long other)
    {
        var (first, second) = (Descend(layer: 0, one, count: 1), Descend(layer: 0, other, count: 1));
        return first.Layer >= second.Layer ? first.Log : second.Log;
    }

    /// <summary>How far one of those logs has come here: its newest position, and what came behind it in others.</summary>
    public long Measure(string log, long position)
    {
        var (origin, was, layer, _) = Descend(layer: 0, position, count: 1);
        if (origin == log || FindLayer(log) is not { } wanted || wanted < layer || wanted == 0) return was;

        var newest = _steps[wanted - 1].NewestBefore;
        long? here = newest;
        for (var step = wanted - 1; step >= 0 && here is { } at; step--) here = _steps[step].FindHere(at).Here;
        return newest + Math.Max(1, position - (here ?? 0));
    }

    /// <summary>Whether it has all that another copy of it had up to a position.</summary>
    /// <param name="log">Name of that copy.</param>
    public bool Holds(string? log, long position)
    {
        foreach (var step in _steps)
        {
            if (log == LogId || step.IsSalvage || position >= step.At) break;
            if (step.Log == log) return true;
        }

        return log == LogId;
    }

    private IEnumerable<(string Log, PositionRange Range)> OriginsOf(int layer, PositionRange range)
    {
        for (var first = range.First; first <= range.Last;)
        {
            var (log, was, _, count) = Descend(layer, first, range.Last - first + 1);
            yield return (log, new(was, was + count - 1));
            first += count;
        }
    }

    // False where it leads no further.
    private bool TryAdd(in EventRow stored)
    {
        long? at = stored.Position;
        foreach (var step in _steps) at = at is { } position && position < step.At ? step.Find(position).Was : null;
        var made = stored.Event switch
        {
            LogRestored restored => new LineageStep(restored.LogId, at ?? 0, null),
            LogSalvaged { LogId: { } log, Moved: { } moved } => new LineageStep(log, at ?? 0, moved),
            _ => null,
        };
        if (made is null || at is null) return false;
        _steps.Add(made);
        return true;
    }

    private int? FindLayer(string log)
    {
        if (log == LogId) return 0;
        var index = _steps.FindIndex(step => step.Log == log);
        return index < 0 ? null : index + 1;
    }

    private (string Log, long Position, int Layer, long Count) Descend(int layer, long position, long count)
    {
        var name = layer == 0 ? LogId : _steps[layer - 1].Log;
        for (; layer < _steps.Count && position < _steps[layer].At; layer++)
        {
            var step = _steps[layer];
            var (was, length) = step.Find(position);
            count = Math.Min(Math.Min(count, step.At - position), length);
            if (was is null) break;
            (name, position) = (step.Log, was.Value);
        }

        return (name, position, layer, count);
    }

    private (long? Here, long Count) Ascend(string log, long position, long count)
    {
        if (FindLayer(log) is not { } layer) return (null, count);
        (_, position, layer, count) = Descend(layer, position, count);
        long? here = position;
        for (var step = layer - 1; step >= 0 && here is { } at; step--)
        {
            (here, var length) = _steps[step].FindHere(at);
            count = Math.Min(count, length);
        }

        if (here is not { } found) return (null, count);
        return found > Head ? (null, count) : (found, Math.Min(count, Head - found + 1));
    }
}
