using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>
/// The logs in which the positions of a log were given: of one that was restored from a backup, those up to the restoring are
/// of another log.
/// </summary>
public sealed class LogLineage
{
    private const string SelectRestored =
        """
        SELECT seq, session_id, at_us, type, version, body
        FROM events NOT INDEXED
        WHERE type = 'log_restored'
        ORDER BY seq;
        """;

    private readonly List<(string Log, long Below)> _earlier = [];

    private LogLineage(string logId) => LogId = logId;

    /// <summary>Its newest position when this was read.</summary>
    public long Head { get; private init; }

    /// <summary>Name of the log.</summary>
    public string LogId { get; }

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
        foreach (var stored in EventRows.Read(connection, SelectRestored, path))
        {
            if (stored.Event is LogRestored restored) lineage._earlier.Add((restored.LogId, stored.Position));
        }

        return lineage;
    }

    /// <summary>The log in which a position was given to the event that has it.</summary>
    public string NameOf(long position) => RunFrom(position, position).Name;

    /// <summary>The same for neighbouring positions, as far as it is the same.</summary>
    /// <returns>The name, and the last of them.</returns>
    public (string Name, long Last) RunFrom(long first, long last)
    {
        foreach (var (log, below) in _earlier)
        {
            if (first < below) return (log, Math.Min(last, below - 1));
        }

        return (LogId, last);
    }

    /// <summary>Whether it is that log, or was restored from a backup of it.</summary>
    public bool Knows(string log) => log == LogId || _earlier.Exists(earlier => earlier.Log == log);

    /// <summary>Whether it has all that another copy of it had up to a position.</summary>
    /// <param name="log">Name of that copy.</param>
    public bool Holds(string? log, long position) => log == LogId || NameOf(position) == log;
}
