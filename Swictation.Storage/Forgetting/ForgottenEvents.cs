using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Takes forgotten events out of the log and leaves their ranges (promise P9), and remembers where those came from that were
/// imported. The statements of one transaction, on the writing connection; the read models are made anew afterwards.
/// </summary>
internal sealed class ForgottenEvents(SqliteConnection connection) : IDisposable
{
    private const string Select =
        """
        SELECT
            CASE WHEN type = 'segment_imported' AND json_valid(body)
                THEN CAST(coalesce(body ->> '$.origin.log', '') AS TEXT) ELSE '' END,
            CASE WHEN type = 'segment_imported' AND json_valid(body)
                THEN CAST(coalesce(body ->> '$.origin.position', 0) AS INTEGER) ELSE 0 END
        FROM events NOT INDEXED
        WHERE seq = @seq;
        """;

    private readonly RawStatement _select = new(connection, Select);
    private readonly EventRemoval _removal = new(connection);

    /// <param name="positions">In order; what is not there any more is passed over.</param>
    /// <param name="saidBy">Position of the first of the events that say so.</param>
    /// <param name="saying">Those events; none where nothing was there.</param>
    /// <returns>The positions whose events were there.</returns>
    public long[] Run(IReadOnlyList<long> positions, long saidBy, DateTimeOffset now, out IReadOnlyList<SessionEvent> saying)
    {
        saying = [];
        List<long> gone = [];
        var origins = new SortedDictionary<string, SortedSet<long>>(StringComparer.Ordinal);
        foreach (var position in positions)
        {
            if (!IsThere(position, origins)) continue;
            gone.Add(position);
        }

        if (gone.Count == 0) return [];
        var ranges = PositionRanges.Of(gone).Ranges;
        _removal.Run([.. ranges.Select(range => new RemovedRange(range.First, range.Last, RemovalReason.Forgotten))], saidBy);
        saying =
        [
            new EventsRemoved(now, gone[0], gone[^1], gone.Count, RemovalReason.Forgotten),
            .. origins.Select(of => new OriginsForgotten(now, of.Key, PositionRanges.Of(of.Value))),
        ];
        return [.. gone];
    }

    public void Dispose()
    {
        _select.Dispose();
        _removal.Dispose();
    }

    private bool IsThere(long position, SortedDictionary<string, SortedSet<long>> origins)
    {
        try
        {
            if (!_select.Bind(1, position).Step()) return false;
            if (_select.Utf8(0) is { IsEmpty: false } utf8)
            {
                var log = Encoding.UTF8.GetString(utf8);
                if (!origins.TryGetValue(log, out var of)) origins.Add(log, of = []);
                of.Add(_select.Int64(1));
            }

            return true;
        }
        finally
        {
            _select.Reset();
        }
    }
}
