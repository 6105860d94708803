using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Reading;

/// <summary>
/// Finds the events by which a place in the log is known, each with one look into an index, however long the log is,
/// and one into the log itself, so that a damaged index leads nobody astray. Metrics alone are in no index (<see cref="NewestMetrics"/>).
/// Sequence numbers; 0 where there is none.
/// Types are literals: the partial indexes do not serve parameters.
/// </summary>
/// <exception cref="EventLogDamagedException">An index says what the log does not.</exception>
internal sealed class LandmarkStatements(SqliteConnection connection) : IDisposable
{
    private const string NewestStateChange =
        """
        SELECT seq
        FROM events
        WHERE type = 'state_change' AND seq <= @up_to
        ORDER BY seq DESC
        LIMIT 1;
        """;

    private const string NextStateChange =
        """
        SELECT seq
        FROM events
        WHERE type = 'state_change' AND seq > @after AND seq <= @up_to
        ORDER BY seq
        LIMIT 1;
        """;

    private const string NewestSession =
        """
        SELECT session_id
        FROM events
        WHERE type = 'session_start' AND seq <= @up_to
        ORDER BY seq DESC
        LIMIT 1;
        """;

    private const string SessionStart =
        """
        SELECT seq
        FROM events
        WHERE type = 'session_start' AND session_id = @session AND seq <= @up_to
        ORDER BY seq
        LIMIT 1;
        """;

    private const string SessionEnd =
        """
        SELECT seq
        FROM events
        WHERE type = 'session_end' AND session_id = @session AND seq <= @up_to
        ORDER BY seq DESC
        LIMIT 1;
        """;

    private const string NewestOffTheRecord =
        """
        SELECT seq
        FROM events
        WHERE type = 'off_the_record' AND seq <= @up_to
        ORDER BY seq DESC
        LIMIT 1;
        """;

    // In the read model as far as that has come, in the log from there on.
    private const string NewestTranscriptions =
        """
        WITH followed AS MATERIALIZED (SELECT seq FROM read_model_checkpoint WHERE name = 'read_models')
        SELECT min(seq), max(seq)
        FROM (
            SELECT seq
            FROM events
            WHERE type = 'transcription' AND session_id = @session
                AND seq > (SELECT seq FROM followed) AND seq <= @up_to
            UNION ALL
            SELECT id
            FROM segments
            WHERE session_id = @session AND id <= min(@up_to, (SELECT seq FROM followed))
            ORDER BY seq DESC
            LIMIT @most);
        """;

    // Of the read models and of the log behind them, and only what came after some event: before it were lower numbers.
    private const string HighestImported =
        """
        SELECT seq
        FROM (
            SELECT start_seq AS seq, id AS number
            FROM sessions
            WHERE id = (SELECT max(id) FROM imported_sessions)
            UNION ALL
            SELECT seq, session_id
            FROM events NOT INDEXED
            WHERE type = 'session_imported'
                AND seq > max(@after, (SELECT coalesce(max(seq), 0) FROM read_model_checkpoint)))
        WHERE seq <= @up_to
        ORDER BY number DESC
        LIMIT 1;
        """;

    // Its segments stand directly behind it.
    private const string ImportedSession =
        """
        SELECT
            start_seq,
            coalesce(
                (SELECT max(segments.id) FROM segments WHERE session_id = @session AND segments.id <= @up_to),
                start_seq)
        FROM imported_sessions
        JOIN sessions ON sessions.id = imported_sessions.id
        WHERE imported_sessions.id = @session AND start_seq <= @up_to;
        """;

    private const string Confirm =
        """
        SELECT 1
        FROM events NOT INDEXED
        WHERE seq = @seq AND type = @type AND coalesce(session_id = @session, TRUE);
        """;

    private readonly RawStatement _confirm = new(connection, Confirm);
    private readonly RawStatement _newestStateChange = new(connection, NewestStateChange);
    private readonly RawStatement _nextStateChange = new(connection, NextStateChange);
    private readonly RawStatement _newestSession = new(connection, NewestSession);
    private readonly RawStatement _sessionStart = new(connection, SessionStart);
    private readonly RawStatement _sessionEnd = new(connection, SessionEnd);
    private readonly NewestMetrics _metrics = new(connection);
    private readonly RawStatement _newestOffTheRecord = new(connection, NewestOffTheRecord);
    private readonly RawStatement _transcriptions = new(connection, NewestTranscriptions);
    private readonly RawStatement _highestImported = new(connection, HighestImported);
    private readonly RawStatement _importedSession = new(connection, ImportedSession);

    public long FindStateChange(long upTo) =>
        Confirmed(_newestStateChange.Bind(1, upTo).RunScalar(), "state_change"u8);

    public long FindStateChangeAfter(long after, long upTo) =>
        Confirmed(_nextStateChange.Bind(1, after).Bind(2, upTo).RunScalar(), "state_change"u8);

    /// <summary>Number of the session that was started last.</summary>
    public long FindSession(long upTo) => _newestSession.Bind(1, upTo).RunScalar();

    public long FindSessionStart(long session, long upTo) =>
        Confirmed(_sessionStart.Bind(1, session).Bind(2, upTo).RunScalar(), "session_start"u8, session);

    public long FindSessionEnd(long session, long upTo) =>
        Confirmed(_sessionEnd.Bind(1, session).Bind(2, upTo).RunScalar(), "session_end"u8, session);

    public long FindMetrics(long from, long upTo) =>
        _metrics.Find(from, upTo);

    public long FindOffTheRecord(long upTo) =>
        Confirmed(_newestOffTheRecord.Bind(1, upTo).RunScalar(), "off_the_record"u8);

    public (long First, long Last) FindTranscriptions(long session, long upTo, int most) =>
        ReadTwo(_transcriptions.Bind(1, session).Bind(2, upTo).Bind(3, most));

    /// <summary>The imported session with the highest number of all that were imported after some event.</summary>
    public long FindHighestImported(long after, long upTo) =>
        Confirmed(_highestImported.Bind(1, after).Bind(2, upTo).RunScalar(), "session_imported"u8);

    /// <summary>The first and the last event of an imported session.</summary>
    public (long First, long Last) FindImportedSession(long session, long upTo)
    {
        var (first, last) = ReadTwo(_importedSession.Bind(1, session).Bind(2, upTo));
        return Confirmed(first, "session_imported"u8, session) == 0 ? default : (first, last);
    }

    /// <summary>To be asked about a session that one index knows, when another does not know its start.</summary>
    public void ThrowIfStarted(long session)
    {
        if (session == 0) return;
        throw new EventLogDamagedException(
            connection.DataSource, new Reason(ReasonCode.IndexDamaged, $"the start of session {session} cannot be found"));
    }

    private static (long First, long Second) ReadTwo(RawStatement statement)
    {
        try
        {
            return statement.Step() ? (statement.Int64(0), statement.Int64(1)) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    private long Confirmed(long sequence, ReadOnlySpan<byte> type, long? session = null)
    {
        if (sequence == 0) return 0;
        if (_confirm.Bind(1, sequence).Bind(2, type).Bind(3, session).RunScalar() == 1) return sequence;
        throw new EventLogDamagedException(
            connection.DataSource, new Reason(ReasonCode.IndexDamaged, $"an index has event {sequence} for what it is not"));
    }

    public void Dispose()
    {
        _confirm.Dispose();
        _newestStateChange.Dispose();
        _nextStateChange.Dispose();
        _newestSession.Dispose();
        _sessionStart.Dispose();
        _sessionEnd.Dispose();
        _metrics.Dispose();
        _newestOffTheRecord.Dispose();
        _transcriptions.Dispose();
        _highestImported.Dispose();
        _importedSession.Dispose();
    }
}
