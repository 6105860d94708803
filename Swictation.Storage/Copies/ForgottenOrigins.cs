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
            OR (type = 'events_removed' AND instr(body, '"reason":"forgotten"') > 0)
            OR (instr(body, ',"forgotten":true,') > 0 AND instr(body, '"origin":') > 0)
        ORDER BY seq;
        """;

    private const string SelectRemoved =
        """
        SELECT first, last
        FROM removed_events
        WHERE reason = 'forgotten'
        ORDER BY first;
        """;

    // Most of it first.
    private static readonly ForgettingExtent[] Extents = [.. Enum.GetValues<ForgettingExtent>().Order()];

    private readonly Dictionary<(string Log, ForgettingExtent Extent), PositionSet> _positions = [];

    /// <summary>The logs, each with the positions of what was forgotten.</summary>
    public IEnumerable<(string Log, ForgettingExtent Extent, PositionSet Positions)> All =>
        _positions.Select(of => (of.Key.Log, of.Key.Extent, of.Value));

    /// <exception cref="EventLogDamagedException">An event is not what was written.</exception>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static ForgottenOrigins Read(SqliteConnection connection, LogLineage lineage, string path)
    {
        var known = new ForgottenOrigins();
        EventsRemoved? removing = null;
        foreach (var row in EventRows.Read(connection, Select, path))
        {
            switch (row.Event)
            {
                case EventsRemoved of:
                    removing = of;
                    continue;
                case Forgotten of:
                    known.Add(
                        of.Positions.Ranges.SelectMany(range => lineage.OriginsOf(row.Position, range)),
                        removing is not null && IsOf(removing, of.Positions) ? ForgettingExtent.Event
                        : of.Counts ? ForgettingExtent.Figures
                        : ForgettingExtent.Words);
                    removing = null;
                    break;
                case OriginsForgotten of:
                    known.Add(
                        of.Positions.Ranges.SelectMany(range => lineage.OriginsOf(of.OriginLog, range)),
                        removing is null ? ForgettingExtent.Words : ForgettingExtent.Event);
                    break;
                case SegmentImported of:
                    known.Add(of.Origin, lineage);
                    break;
                case Afterthought { Origin: { } origin }:
                    known.Add(origin, lineage);
                    break;
            }
        }

        using var removed = new RawStatement(connection, SelectRemoved);
        while (removed.Step()) known.Add(lineage.OriginsOf(new(removed.Int64(0), removed.Int64(1))), ForgettingExtent.Event);
        return known;
    }

    public bool Contains(string log, long position) => Find(log, position) is not null;

    /// <summary>How much of an event was forgotten; null for nothing.</summary>
    public ForgettingExtent? Find(string log, long position)
    {
        foreach (var extent in Extents)
        {
            if (_positions.TryGetValue((log, extent), out var positions) && positions.Contains(position)) return extent;
        }

        return null;
    }

    // Whether the events themselves were taken out: the table of ranges is not what it was after a salvage, which moves positions.
    private static bool IsOf(EventsRemoved removing, PositionRanges positions) =>
        positions.Ranges is [var first, ..] && removing.First == first.First && removing.Last == positions.Ranges[^1].Last
        && removing.Events == positions.Count;

    private void Add(Origin origin, LogLineage lineage) =>
        Add(lineage.OriginsOf(origin.Log, new(origin.Position, origin.Position)), ForgettingExtent.Words);

    private void Add(IEnumerable<(string Log, PositionRange Range)> origins, ForgettingExtent extent)
    {
        foreach (var (log, range) in origins)
        {
            if (!_positions.TryGetValue((log, extent), out var positions)) _positions.Add((log, extent), positions = new());
            positions.Add(range);
        }
    }
}
