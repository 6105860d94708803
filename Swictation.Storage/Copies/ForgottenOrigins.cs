using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>
/// All that a log knows to be forgotten, by origin: its own events, those that it has imported, and those that it does not
/// have any more.
/// </summary>
internal sealed class ForgottenOrigins
{
    private const string Select =
        """
        SELECT seq, session_id, at_us, type, version, body
        FROM events NOT INDEXED
        WHERE type IN ('forgotten', 'origins_forgotten')
            OR (type = 'segment_imported' AND instr(body, ',"forgotten":true,') > 0)
        ORDER BY seq;
        """;

    private const string SelectRemoved =
        """
        SELECT first, last
        FROM removed_events
        WHERE reason = 'forgotten'
        ORDER BY first;
        """;

    private static readonly ForgettingExtent[] Extents = Enum.GetValues<ForgettingExtent>();

    private readonly Dictionary<(string Log, ForgettingExtent Extent), PositionSet> _positions = [];

    /// <summary>The logs, each with the positions of what was forgotten.</summary>
    public IEnumerable<(string Log, ForgettingExtent Extent, PositionSet Positions)> All =>
        _positions.Select(of => (of.Key.Log, of.Key.Extent, of.Value));

    /// <exception cref="EventLogDamagedException">An event is not what was written.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static ForgottenOrigins Read(SqliteConnection connection, string path)
    {
        var lineage = LogLineage.Read(connection, path);
        var known = new ForgottenOrigins();
        foreach (var row in EventRows.Read(connection, Select, path))
        {
            switch (row.Event)
            {
                case Forgotten of:
                    foreach (var range in of.Positions.Ranges) known.AddOwn(lineage, range, of.Counts ? ForgettingExtent.Figures : ForgettingExtent.Words);
                    break;
                case OriginsForgotten of:
                    foreach (var range in of.Positions.Ranges) known.Add(of.OriginLog, range, ForgettingExtent.Words);
                    break;
                case SegmentImported of:
                    known.Add(of.Origin.Log, new(of.Origin.Position, of.Origin.Position), ForgettingExtent.Words);
                    break;
            }
        }

        using var removed = new RawStatement(connection, SelectRemoved);
        while (removed.Step()) known.AddOwn(lineage, new(removed.Int64(0), removed.Int64(1)), ForgettingExtent.Event);
        return known;
    }

    public bool Contains(string log, long position) =>
        Array.Exists(Extents, extent => _positions.TryGetValue((log, extent), out var positions) && positions.Contains(position));

    private void AddOwn(LogLineage lineage, PositionRange range, ForgettingExtent extent)
    {
        // A range may go on over a restoring.
        for (var first = range.First; first <= range.Last;)
        {
            var (name, last) = lineage.RunFrom(first, range.Last);
            Add(name, new(first, last), extent);
            first = last + 1;
        }
    }

    private void Add(string log, PositionRange range, ForgettingExtent extent)
    {
        if (!_positions.TryGetValue((log, extent), out var positions)) _positions.Add((log, extent), positions = new());
        positions.Add(range);
    }
}
