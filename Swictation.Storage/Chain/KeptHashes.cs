using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>The events that say what was taken out of a log, by their positions. One thread at a time.</summary>
internal sealed class KeptHashes(SqliteConnection connection) : IDisposable
{
    private const string Select =
        """
        SELECT at_us, version, body
        FROM events NOT INDEXED
        WHERE seq = @seq AND type = 'events_removed';
        """;

    private readonly RawStatement _select = new(connection, Select);
    private long _read;
    private EventsRemoved? _removal;

    /// <summary>Null where there is no such event.</summary>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public EventsRemoved? FindRemoval(long position)
    {
        if (position == _read) return _removal;

        (_read, _removal) = (position, null);
        var found = _select.Bind(1, position).ReadAll(row => new StoredEvent(
            position, null, row.Int64(0), EventsRemoved.TypeName, (int)row.Int64(1), row.Utf8(2).ToArray()));
        try
        {
            if (found is [var stored]) _removal = WireReader.Read(stored) as EventsRemoved;
        }
        catch (MalformedEventException)
        {
            // As if it were not there: it is no event that any version has written.
        }

        return _removal;
    }

    /// <summary>The hash over what is left of a stretch; null where no event has it.</summary>
    /// <param name="end">The last link of the stretch.</param>
    public string? FindHash(ChainLink end)
    {
        if (end is not { Since: { } since, RemovedBy: { } removedBy } || FindRemoval(removedBy)?.Kept is not { } kept) return null;
        return kept.Stretches.FirstOrDefault(stretch => stretch.After == since && stretch.UpTo == end.Position).Hash;
    }

    public void Dispose() => _select.Dispose();
}
