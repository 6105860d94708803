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
        WHERE type = 'segment_imported' AND json_valid(body) AND instr(body, ',"forgotten":true,') = 0;
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
            foreach (var range in positions.Ranges) Part(range, log, extent, lineage, elsewhere);
            if (elsewhere.Count > 0) missing.Add((log, new([.. elsewhere])));
        }

        using var imported = new RawStatement(copy, SelectImported);
        while (imported.Step())
        {
            if (known.Contains(Encoding.UTF8.GetString(imported.Utf8(1)), imported.Int64(2)))
                Add(ForgettingExtent.Words, new(imported.Int64(0), imported.Int64(0)));
        }

        return missing;
    }

    // Positions of that log up to the end of the copy are its own.
    private void Part(
        PositionRange range, string log, ForgettingExtent extent, LogLineage lineage, List<PositionRange> elsewhere)
    {
        for (var first = range.First; first <= range.Last;)
        {
            if (first > lineage.Head)
            {
                elsewhere.Add(new(first, range.Last));
                return;
            }

            var (name, last) = lineage.RunFrom(first, Math.Min(range.Last, lineage.Head));
            if (name == log) Add(extent, new(first, last));
            else elsewhere.Add(new(first, last));
            first = last + 1;
        }
    }

    private void Add(ForgettingExtent extent, PositionRange range)
    {
        if (!_held.TryGetValue(extent, out var positions)) _held.Add(extent, positions = new());
        positions.Add(range);
    }
}
