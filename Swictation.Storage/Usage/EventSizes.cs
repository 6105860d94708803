using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Usage;

/// <summary>What events take in the database. One thread at a time.</summary>
internal sealed class EventSizes(SqliteConnection connection)
{
    // Position, time, session, version, checksum, and the head of a row.
    private const int BesidesBytes = 34;

    private static readonly string TypesWithWords =
        string.Join(", ", EventType.Known.Values.Where(type => type.CarriesWords).Select(type => $"'{type.Name}'"));

    // Octets are known without reading the texts.
    private static readonly string Select =
        $"""
        SELECT at_us,
            CASE
                WHEN type = 'metrics_update' THEN 1
                WHEN type IN ({TypesWithWords}) THEN 2
                ELSE 0
            END,
            octet_length(body) + octet_length(type) + coalesce(octet_length(salt), 0)
        FROM events
        """;

    /// <summary>All events in the order of the log: time in microseconds since 1970, kind and bytes.</summary>
    /// <exception cref="SqliteException">The log cannot be read.</exception>
    public IEnumerable<(long AtUs, EventKind Kind, long Bytes)> Read() => Run("ORDER BY seq;");

    /// <summary>The same, the newest first.</summary>
    /// <exception cref="SqliteException">The log cannot be read.</exception>
    public IEnumerable<(long AtUs, EventKind Kind, long Bytes)> ReadBackwards() => Run("ORDER BY seq DESC;");

    private IEnumerable<(long AtUs, EventKind Kind, long Bytes)> Run(string order)
    {
        using var select = new RawStatement(connection, $"{Select}\n{order}");
        while (select.Step()) yield return (select.Int64(0), (EventKind)select.Int64(1), Math.Max(0, select.Int64(2)) + BesidesBytes);
    }
}
