using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Queries;

/// <summary>Asks the read models about sessions, over a read-only connection of its own for each question.</summary>
public sealed class SessionQueries
{
    private const string SelectSession =
        """
        SELECT
            id AS Id,
            start_time AS StartTime,
            end_time AS EndTime,
            duration_s AS DurationS,
            end_reason AS EndReason,
            segments AS Segments,
            words_dictated AS Words,
            wpm AS Wpm,
            avg_latency_ms AS AvgLatencyMs,
            (SELECT count(*) FROM segments_without_text WHERE session_id = sessions.id) AS WithoutText,
            (SELECT count(*) FROM imported_sessions WHERE imported_sessions.id = sessions.id) AS Imported
        FROM sessions

        """;

    private const string NewestSessions = SelectSession +
        """
        ORDER BY start_us DESC, id DESC
        LIMIT @limit;
        """;

    private const string LastRecorded = SelectSession +
        """
        WHERE NOT EXISTS (SELECT 1 FROM imported_sessions WHERE imported_sessions.id = sessions.id)
        ORDER BY id DESC
        LIMIT 1;
        """;

    private const string OneSession = SelectSession +
        """
        WHERE id = @session;
        """;

    private const string SelectTranscript =
        """
        SELECT
            seq AS Seq,
            session_id AS SessionId,
            spoken_at AS SpokenAt,
            at AS At,
            text AS Text,
            words AS Words,
            wpm AS Wpm,
            latency_ms AS LatencyMs
        FROM transcripts

        """;

    private const string TranscriptsOfSession = SelectTranscript +
        """
        WHERE session_id = @session
        ORDER BY seq;
        """;

    private const string WithoutTextOfSession =
        """
        SELECT
            start_s AS StartS,
            duration_s AS DurationS,
            at AS At,
            attempts AS Attempts,
            reason AS Reason,
            file AS File
        FROM segments_without_text
        WHERE session_id = @session
        ORDER BY start_s;
        """;

    private const string MatchingTranscripts = SelectTranscript +
        """
        WHERE seq IN (
            SELECT rowid
            FROM transcripts_fts
            WHERE transcripts_fts MATCH @words)
        ORDER BY seq DESC
        LIMIT @limit;
        """;

    private readonly string _path;

    /// <exception cref="DatabaseOpenException">There is no event log of this version at the path.</exception>
    public SessionQueries(string path)
    {
        _path = DatabaseName.Resolve(path);
        DatabaseInspector.CheckForReading(_path);
    }

    /// <summary>Sessions in the order of their start, newest first.</summary>
    public IReadOnlyList<SessionSummary> ListSessions(int limit)
    {
        using var connection = Open();
        return [.. connection.Query<SessionSummary>(NewestSessions, new { limit })];
    }

    /// <summary>The session that was started last, and was not imported; null when there is none.</summary>
    public SessionSummary? FindLastSession()
    {
        using var connection = Open();
        return connection.QuerySingleOrDefault<SessionSummary>(LastRecorded);
    }

    public SessionSummary? FindSession(SessionId session)
    {
        using var connection = Open();
        return connection.QuerySingleOrDefault<SessionSummary>(OneSession, new { session = session.Value });
    }

    /// <summary>The transcripts of a session, in order.</summary>
    public IReadOnlyList<Transcript> ReadTranscripts(SessionId session)
    {
        using var connection = Open();
        return [.. connection.Query<Transcript>(TranscriptsOfSession, new { session = session.Value })];
    }

    /// <summary>The segments of a session that the recogniser failed on, by where they were spoken.</summary>
    public IReadOnlyList<SegmentWithoutText> ReadWithoutText(SessionId session)
    {
        using var connection = Open();
        var rows = connection.Query<SegmentWithoutTextRow>(WithoutTextOfSession, new { session = session.Value });
        return [.. rows.Select(row => row.In(session))];
    }

    /// <summary>
    /// The transcripts that hold all of these words, newest first. Punctuation separates words and means nothing.
    /// </summary>
    public IReadOnlyList<Transcript> Search(string words, int limit)
    {
        if (string.IsNullOrWhiteSpace(words)) return [];
        using var connection = Open();
        return [.. connection.Query<Transcript>(MatchingTranscripts, new { words = Quoted(words), limit })];
    }

    /// <summary>
    /// Each word as a string of FTS5's query language, so that none of its operators is found in what users type.
    /// </summary>
    private static string Quoted(string words) => string.Join(
        ' ',
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private SqliteConnection Open() => DatabaseFile.OpenForReading(_path);
}
