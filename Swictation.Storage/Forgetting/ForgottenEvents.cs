using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Takes forgotten events out of the log and leaves their ranges (promise P9), and remembers where those came from that were
/// imported. For the holder of the writing connection; the read models are made anew afterwards.
/// </summary>
internal sealed class ForgottenEvents(SqliteConnection connection) : IDisposable
{
    private const string Select =
        """
        SELECT
            CASE WHEN json_valid(body)
                THEN CAST(coalesce(body ->> '$.origin.log', '') AS TEXT) ELSE '' END,
            CASE WHEN json_valid(body)
                THEN CAST(coalesce(body ->> '$.origin.position', 0) AS INTEGER) ELSE 0 END
        FROM events NOT INDEXED
        WHERE seq = @seq;
        """;

    private readonly RawStatement _select = new(connection, Select);
    private readonly EventRemoval _removal = new(connection);

    /// <summary>What is there of these, as ranges of events that are all there.</summary>
    /// <param name="positions">In order.</param>
    public IReadOnlyList<RemovedRange> FindRanges(IReadOnlyList<long> positions)
    {
        long[] there = [.. positions.Where(position => Read(position) is not null)];
        return there.Length == 0
            ? []
            : [.. PositionRanges.Of(there).Ranges.Select(range => new RemovedRange(range.First, range.Last, RemovalReason.Forgotten))];
    }

    /// <summary>Takes them out, in one transaction of the caller.</summary>
    /// <param name="ranges">As they were found; one at least.</param>
    /// <param name="kept">What is left around them; null where that is not what was written any more.</param>
    /// <param name="saidBy">Position of the first of the events that say so.</param>
    /// <returns>Those events.</returns>
    public IReadOnlyList<SessionEvent> Remove(IReadOnlyList<RemovedRange> ranges, KeptStretches? kept, long saidBy, DateTimeOffset now)
    {
        var origins = new SortedDictionary<string, SortedSet<long>>(StringComparer.Ordinal);
        foreach (var (log, position) in PositionsIn(ranges).Select(Read).OfType<(string Log, long Position)>().Where(from => from.Log.Length > 0))
        {
            if (!origins.TryGetValue(log, out var of)) origins.Add(log, of = []);
            of.Add(position);
        }

        _removal.Run(ranges, saidBy);
        return
        [
            new EventsRemoved(
                now, ranges[0].First, ranges[^1].Last, ranges.Sum(range => range.Last - range.First + 1), RemovalReason.Forgotten, Kept: kept),
            .. origins.Select(of => new OriginsForgotten(now, of.Key, PositionRanges.Of(of.Value))),
        ];
    }

    /// <summary>All positions of ranges.</summary>
    public static IEnumerable<long> PositionsIn(IReadOnlyList<RemovedRange> ranges)
    {
        foreach (var range in ranges)
        {
            for (var position = range.First; position <= range.Last; position++) yield return position;
        }
    }

    public void Dispose()
    {
        _select.Dispose();
        _removal.Dispose();
    }

    // Null where it is not there; no log where it was recorded here.
    private (string Log, long Position)? Read(long position)
    {
        try
        {
            return _select.Bind(1, position).Step() ? (Encoding.UTF8.GetString(_select.Utf8(0)), _select.Int64(1)) : null;
        }
        finally
        {
            _select.Reset();
        }
    }
}
