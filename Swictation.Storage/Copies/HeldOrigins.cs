using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>What a copy holds of that which was forgotten.</summary>
internal sealed class HeldOrigins
{
    private const string SelectImported =
        """
        SELECT
            seq,
            CAST(coalesce(body ->> '$.origin.log', '') AS TEXT),
            CAST(coalesce(body ->> '$.origin.position', 0) AS INTEGER)
        FROM events NOT INDEXED
        WHERE type <> 'session_imported' AND instr(body, '"origin":{') > 0 AND json_valid(body) AND instr(body, ',"forgotten":true,') = 0;
        """;

    private readonly SortedDictionary<ForgettingExtent, PositionSet> _held = [];

    public bool IsEmpty => _held.Count == 0;

    /// <summary>Positions in the copy, by how much of them was forgotten.</summary>
    public IEnumerable<(ForgettingExtent Extent, PositionSet Positions)> ByExtent => _held.Select(of => (of.Key, of.Value));

    /// <returns>What it does not hold, to be remembered, so that nothing brings it back later.</returns>
    public IReadOnlyList<(string Log, PositionRanges Positions)> Find(
        SqliteConnection copy, LogLineage lineage, ForgottenOrigins known)
    {
        var missing = new List<(string, PositionRanges)>();
        foreach (var (log, extent, positions) in known.All)
        {
            List<PositionRange> elsewhere = [];
            foreach (var (here, part) in positions.Ranges.SelectMany(range => lineage.FindRange(log, range)))
            {
                if (here is { } there) Add(extent, there);
                else elsewhere.Add(part);
            }

            if (elsewhere.Count > 0) missing.Add((log, new([.. elsewhere])));
        }

        using var imported = new RawStatement(copy, SelectImported);
        while (imported.Step())
        {
            var (log, position) = lineage.OriginOf(Encoding.UTF8.GetString(imported.Utf8(1)), imported.Int64(2));
            if (known.Find(log, position) is { } extent)
                Add(extent == ForgettingExtent.Event ? extent : ForgettingExtent.Words, new(imported.Int64(0), imported.Int64(0)));
        }

        return missing;
    }

    private void Add(ForgettingExtent extent, PositionRange range)
    {
        if (!_held.TryGetValue(extent, out var positions)) _held.Add(extent, positions = new());
        positions.Add(range);
    }
}
