using System.Globalization;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>
/// What a log that takes sessions of others has already. A log that was copied as a file, and went on in both places, has one
/// name and two histories: what does not agree is of the other one, whose name says when the session began.
/// </summary>
internal sealed class ImportTarget : IDisposable
{
    private const string SelectOwn =
        """
        SELECT session_id = @session AND at_us = @at_us AND type = 'transcription',
            instr(body, ',"forgotten":true,') > 0
        FROM events NOT INDEXED
        WHERE seq = @seq;
        """;

    private const string SelectOwnSession =
        """
        SELECT count(*)
        FROM sessions
        WHERE id = @session AND start_us = @start_us AND id NOT IN (SELECT id FROM imported_sessions);
        """;

    private const string SelectKnown =
        """
        SELECT
            CAST(coalesce(body ->> '$.origin.position', 0) AS INTEGER),
            instr(body, ',"forgotten":true,') > 0
        FROM segments
        JOIN events ON events.seq = segments.id
        WHERE segments.session_id = @session AND type = 'segment_imported' AND json_valid(body);
        """;

    private readonly SqliteConnection _connection;
    private readonly LogLineage _lineage;
    private readonly ForgottenOrigins _forgotten;
    private readonly RawStatement _own;
    private readonly RawStatement _ownSession;
    private readonly RawStatement _known;
    private readonly RemovedRanges _removed;

    public ImportTarget(string path)
    {
        _connection = DatabaseFile.OpenForReading(path);
        _lineage = LogLineage.Read(_connection, path);
        _forgotten = ForgottenOrigins.Read(_connection, path);
        Sessions = ImportedSessions.Read(_connection);
        NextNumber = RawStatement.RunScalar(_connection, "SELECT coalesce(max(id), 0) + 1 FROM sessions;");
        _own = new(_connection, SelectOwn);
        _ownSession = new(_connection, SelectOwnSession);
        _known = new(_connection, SelectKnown);
        _removed = new(_connection);
    }

    public ImportedSessions Sessions { get; }

    /// <summary>No session has had it yet.</summary>
    public long NextNumber { get; set; }

    public bool HasTotalsOf(string log)
    {
        using var select = new RawStatement(_connection, "SELECT count(*) FROM imported_totals WHERE log = @log;");
        return select.Bind(1, System.Text.Encoding.UTF8.GetBytes(log)).RunScalar() > 0;
    }

    /// <summary>Whether a session was recorded here.</summary>
    public bool IsOwn(SourceSession session) => _lineage.Knows(Plain(session.Origin.Log))
        && _ownSession.Bind(1, session.Origin.Session).Bind(2, session.StartUs).RunScalar() > 0;

    /// <summary>The segments that were imported of a session by its number here, and whether each is forgotten.</summary>
    public Dictionary<long, bool> ReadKnown(long number) => _known.Bind(1, number)
        .ReadAll(row => (Position: row.Int64(0), IsForgotten: row.Int64(1) != 0))
        .DistinctBy(row => row.Position)
        .ToDictionary(row => row.Position, row => row.IsForgotten);

    /// <summary>What becomes of a segment, and the name of the log that it is of.</summary>
    /// <param name="startUs">When its session began.</param>
    public (ImportFate Fate, string Log) Judge(SourceSegment segment, long startUs, Dictionary<long, bool> known)
    {
        var origin = segment.Origin;
        if (_forgotten.Contains(origin.Log, origin.Position)) return (ImportFate.Forgotten, origin.Log);
        if (known.TryGetValue(origin.Position, out var isForgotten)) return (Held(isForgotten), origin.Log);

        var plain = Plain(origin.Log);
        if (_lineage.NameOf(origin.Position) != plain || origin.Position > _lineage.Head) return (ImportFate.New, origin.Log);
        if (FindOwn(segment) is { } held) return (held, origin.Log);
        return (ImportFate.New, origin.Log == plain ? string.Create(CultureInfo.InvariantCulture, $"{plain}-{startUs}") : origin.Log);
    }

    public void Dispose()
    {
        _own.Dispose();
        _ownSession.Dispose();
        _known.Dispose();
        _removed.Dispose();
        _connection.Dispose();
    }

    private static ImportFate Held(bool isForgotten) => isForgotten ? ImportFate.Forgotten : ImportFate.Held;

    // Of a log with two histories, the name that both have.
    private static string Plain(string log) =>
        log.Length > LogIdentity.Length && log[LogIdentity.Length] == '-' && LogIdentity.IsName(log[..LogIdentity.Length])
            ? log[..LogIdentity.Length]
            : log;

    private ImportFate? FindOwn(SourceSegment segment)
    {
        var position = segment.Origin.Position;
        RemovalReason? why = null;
        if (_removed.Cover(position, position, range => why = range.Reason))
            return why == RemovalReason.NotCopied ? ImportFate.New : ImportFate.Forgotten;

        var atUs = Domain.Wire.WireTime.ToMicroseconds(segment.Event.At);
        try
        {
            return _own.Bind(1, segment.Origin.Session).Bind(2, atUs).Bind(3, position).Step() && _own.Int64(0) != 0
                ? Held(_own.Int64(1) != 0)
                : null;
        }
        finally
        {
            _own.Reset();
        }
    }
}
