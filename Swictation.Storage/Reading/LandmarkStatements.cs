using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Reading;

/// <summary>
/// Finds the events by which a place in the log is known, each with one look into an index, however long the log is.
/// Sequence numbers; 0 where there is none. Types are literals: the partial indexes do not serve parameters.
/// </summary>
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

    private const string NewestMetrics =
        """
        SELECT seq
        FROM events
        WHERE type = 'metrics_update' AND seq >= @from AND seq <= @up_to
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

    private readonly RawStatement _newestStateChange = new(connection, NewestStateChange);
    private readonly RawStatement _nextStateChange = new(connection, NextStateChange);
    private readonly RawStatement _newestSession = new(connection, NewestSession);
    private readonly RawStatement _sessionStart = new(connection, SessionStart);
    private readonly RawStatement _sessionEnd = new(connection, SessionEnd);
    private readonly RawStatement _newestMetrics = new(connection, NewestMetrics);
    private readonly RawStatement _transcriptions = new(connection, NewestTranscriptions);

    public long FindStateChange(long upTo) => _newestStateChange.Bind(1, upTo).RunScalar();

    public long FindStateChangeAfter(long after, long upTo) =>
        _nextStateChange.Bind(1, after).Bind(2, upTo).RunScalar();

    /// <summary>Number of the session that was started last.</summary>
    public long FindSession(long upTo) => _newestSession.Bind(1, upTo).RunScalar();

    public long FindSessionStart(long session, long upTo) => _sessionStart.Bind(1, session).Bind(2, upTo).RunScalar();

    public long FindSessionEnd(long session, long upTo) => _sessionEnd.Bind(1, session).Bind(2, upTo).RunScalar();

    public long FindMetrics(long from, long upTo) => _newestMetrics.Bind(1, from).Bind(2, upTo).RunScalar();

    public (long First, long Last) FindTranscriptions(long session, long upTo, int most)
    {
        _transcriptions.Bind(1, session).Bind(2, upTo).Bind(3, most);
        try
        {
            return _transcriptions.Step() ? (_transcriptions.Int64(0), _transcriptions.Int64(1)) : default;
        }
        finally
        {
            _transcriptions.Reset();
        }
    }

    public void Dispose()
    {
        _newestStateChange.Dispose();
        _nextStateChange.Dispose();
        _newestSession.Dispose();
        _sessionStart.Dispose();
        _sessionEnd.Dispose();
        _newestMetrics.Dispose();
        _transcriptions.Dispose();
    }
}
