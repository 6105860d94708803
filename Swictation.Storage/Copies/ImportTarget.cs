using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
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
            CAST(coalesce(body ->> '$.origin.log', '') AS TEXT),
            CAST(coalesce(body ->> '$.origin.position', 0) AS INTEGER),
            seq,
            instr(body, ',"forgotten":true,') > 0
        FROM segments
        JOIN events ON events.seq = segments.id
        WHERE segments.session_id = @session AND type = 'segment_imported' AND json_valid(body);
        """;

    private const string SelectOwnAddition =
        """
        SELECT count(*)
        FROM events NOT INDEXED
        WHERE seq = @seq AND at_us = @at_us AND type = @type;
        """;

    private readonly SqliteConnection _connection;
    private readonly LogLineage _lineage;
    private readonly ForgottenOrigins _forgotten;
    private readonly RawStatement _own;
    private readonly RawStatement _ownSession;
    private readonly RawStatement _known;
    private readonly RawStatement _ownAddition;
    private readonly RemovedRanges _removed;

    public ImportTarget(string path)
    {
        _connection = DatabaseFile.OpenForReading(path);
        _lineage = LogLineage.Read(_connection, path);
        _forgotten = ForgottenOrigins.Read(_connection, _lineage, path);
        Sessions = ImportedSessions.Read(_connection);
        NextNumber = RawStatement.RunScalar(_connection, "SELECT coalesce(max(id), 0) + 1 FROM sessions;");
        _own = new(_connection, SelectOwn);
        _ownSession = new(_connection, SelectOwnSession);
        _known = new(_connection, SelectKnown);
        _ownAddition = new(_connection, SelectOwnAddition);
        _removed = new(_connection);
        Additions = new(_connection, _lineage);
    }

    /// <summary>What people have added here, also what was imported.</summary>
    public KnownAdditions Additions { get; }

    public ImportedSessions Sessions { get; }

    /// <summary>No session has had it yet.</summary>
    public long NextNumber { get; set; }

    public bool HasTotalsOf(string log)
    {
        using var select = new RawStatement(_connection, "SELECT count(*) FROM imported_totals WHERE log = @log;");
        return select.Bind(1, Encoding.UTF8.GetBytes(log)).RunScalar() > 0;
    }

    /// <summary>Whether a session was recorded here.</summary>
    public bool IsOwn(SourceSession session) => _lineage.Knows(Plain(session.Origin.Log))
        && _ownSession.Bind(1, session.Origin.Session).Bind(2, session.StartUs).RunScalar() > 0;

    /// <summary>The segments that were imported of a session by its number here, each by where it was recorded.</summary>
    public IEnumerable<((string Log, long Position) Origin, KnownSegment Segment)> ReadKnown(long number) => _known.Bind(1, number)
        .ReadAll(row => (_lineage.OriginOf(Encoding.UTF8.GetString(row.Utf8(0)), row.Int64(1)), new KnownSegment(row.Int64(2), row.Int64(3) != 0)));

    /// <summary>What becomes of a segment.</summary>
    /// <param name="startUs">When its session began.</param>
    public ImportVerdict Judge(
        SourceSegment segment, long startUs, Dictionary<(string Log, long Position), KnownSegment> known)
    {
        var origin = Here(segment.Origin);
        if (_forgotten.Contains(origin.Log, origin.Position)) return new(ImportFate.Forgotten, origin);
        if (known.TryGetValue((origin.Log, origin.Position), out var there)) return new(Held(there.IsForgotten), origin, there.Position);
        if (_lineage.Find(Plain(origin.Log), origin.Position) is not { } position) return new(ImportFate.New, origin);
        if (FindOwn(segment, position) is { } held) return new(held, origin, position) { IsOwn = true };

        var other = OfOtherHistory(origin, startUs);
        return known.TryGetValue((other.Log, other.Position), out there)
            ? new(Held(there.IsForgotten), other, there.Position)
            : new(ImportFate.New, other);
    }

    /// <summary>Where something was added that the log does not have yet; null where it does, or where it was forgotten.</summary>
    /// <param name="startUs">When its session began.</param>
    public Origin? FindNew(SourceAddition addition, long startUs)
    {
        var origin = Here(addition.Origin);
        if (IsKnown(origin)) return null;
        if (_lineage.Find(Plain(origin.Log), origin.Position) is not { } position) return origin;
        if (IsOwn(addition, position)) return null;

        var other = OfOtherHistory(origin, startUs);
        return IsKnown(other) ? null : other;
    }

    public void Dispose()
    {
        _own.Dispose();
        _ownSession.Dispose();
        _known.Dispose();
        _ownAddition.Dispose();
        _removed.Dispose();
        _connection.Dispose();
    }

    private static ImportFate Held(bool isForgotten) => isForgotten ? ImportFate.Forgotten : ImportFate.Held;

    /// <summary>True for a name of a log that has the same one as this one and another history.</summary>
    public static bool IsOfOtherHistory(string log) => Plain(log) != log;

    // Of a log with two histories, the name that both have.
    private static string Plain(string log) =>
        log.Length > LogIdentity.Length && log[LogIdentity.Length] == '-' && LogIdentity.IsName(log[..LogIdentity.Length])
            ? log[..LogIdentity.Length]
            : log;

    private static Origin OfOtherHistory(Origin origin, long startUs) => IsOfOtherHistory(origin.Log)
        ? origin
        : origin with { Log = string.Create(CultureInfo.InvariantCulture, $"{origin.Log}-{startUs}") };

    private Origin Here(Origin origin)
    {
        var (log, position) = _lineage.OriginOf(origin.Log, origin.Position);
        return origin with { Log = log, Position = position };
    }

    private bool IsKnown(Origin origin) =>
        _forgotten.Contains(origin.Log, origin.Position) || Additions.Has(origin.Log, origin.Position);

    private bool IsOwn(SourceAddition addition, long position)
    {
        var type = Encoding.UTF8.GetBytes(EventType.Known[addition.Event.GetType()].Name);
        return _removed.Cover(position, position)
            || _ownAddition.Bind(1, position).Bind(2, WireTime.ToMicroseconds(addition.Event.At)).Bind(3, type).RunScalar() > 0;
    }

    private ImportFate? FindOwn(SourceSegment segment, long position)
    {
        RemovalReason? why = null;
        if (_removed.Cover(position, position, range => why = range.Reason))
            return why == RemovalReason.NotCopied ? ImportFate.New : ImportFate.Forgotten;

        var atUs = WireTime.ToMicroseconds(segment.Event.At);
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
