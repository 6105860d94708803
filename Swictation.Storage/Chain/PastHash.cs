using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>
/// The hash of a log's past at a position, from the link before it, or from where it was asked for last: some hundred events
/// are read at most. One thread at a time.
/// </summary>
internal sealed class PastHash(string path, SqliteConnection connection, long checksummedFrom) : IDisposable
{
    /// <summary>Events that are read at most.</summary>
    private const long Most = 4 * ChainLink.Interval;

    private readonly ChainTable _links = new(connection);
    private readonly Stretch _stretch = new(connection);
    private readonly RunningHash _running = new(path, checksummedFrom);
    private ChainLink? _latest;

    /// <param name="position">Null for the newest position that has one.</param>
    /// <param name="head">Position of the newest event.</param>
    /// <returns>
    /// Null where it cannot be had: the position is not there or not chained yet, or events around it were taken out.
    /// </returns>
    /// <exception cref="EventLogDamagedException">An event is missing, or is not what was written.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public LogHash? Find(long? position, long head)
    {
        using var moment = new ReadTransaction(connection);
        var wanted = position ?? head;
        if (wanted > head || wanted < 0 || (_links.FindUpTo(wanted) ?? ChainOrigin.Read(connection)?.Start) is not { } link) return null;
        if (link.Position == wanted || (position is null && wanted - link.Position > Most)) return Of(link.Position, link.Hash);

        var isThinned = _links.FindFrom(wanted) is { } next && next.Since is { } since && since <= link.Position;
        if (isThinned || wanted - link.Position > Most) return null;

        // A hash stays what it is, whatever is taken out or forgotten before it.
        var start = _latest is { } latest && latest.Position > link.Position && latest.Position <= wanted ? latest : link;
        _running.Set(start.Hash);
        _stretch.Read(start.Position, wanted, _running);
        _latest = new(wanted, _running.Value.ToArray());
        return Of(wanted, _running.Value);
    }

    public void Dispose()
    {
        _links.Dispose();
        _stretch.Dispose();
    }

    private static LogHash Of(long position, ReadOnlySpan<byte> hash) => new(position, Convert.ToHexStringLower(hash));
}
