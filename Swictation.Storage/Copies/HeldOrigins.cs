using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>What a copy holds of that which was forgotten.</summary>
internal static class HeldOrigins
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

    /// <param name="held">Takes the positions of what it holds.</param>
    /// <returns>What it does not hold, to be remembered, so that nothing brings it back later.</returns>
    public static IReadOnlyList<(string Log, PositionRanges Positions)> Find(
        SqliteConnection copy, LogLineage lineage, ForgottenOrigins known, PositionSet held)
    {
        var head = RawStatement.RunScalar(copy, "SELECT coalesce(max(seq), 0) FROM events;");
        var missing = new List<(string, PositionRanges)>();
        foreach (var (log, positions) in known.All)
        {
            List<PositionRange> elsewhere = [];
            foreach (var range in positions.Ranges) Part(range, log, lineage, head, held, elsewhere);
            if (elsewhere.Count > 0) missing.Add((log, new([.. elsewhere])));
        }

        using var imported = new RawStatement(copy, SelectImported);
        while (imported.Step())
        {
            if (known.Contains(System.Text.Encoding.UTF8.GetString(imported.Utf8(1)), imported.Int64(2)))
                held.Add(new(imported.Int64(0), imported.Int64(0)));
        }

        return missing;
    }

    // Positions of that log up to the end of the copy are its own.
    private static void Part(
        PositionRange range, string log, LogLineage lineage, long head, PositionSet held, List<PositionRange> elsewhere)
    {
        for (var first = range.First; first <= range.Last;)
        {
            if (first > head)
            {
                elsewhere.Add(new(first, range.Last));
                return;
            }

            var (name, last) = lineage.RunFrom(first, Math.Min(range.Last, head));
            if (name == log) held.Add(new(first, last));
            else elsewhere.Add(new(first, last));
            first = last + 1;
        }
    }
}
