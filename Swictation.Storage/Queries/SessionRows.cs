using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>
/// Reads rows of sessions, ten thousand of them for a list: through the layers above SQLite that took longer than finding them.
/// For one question; sessions that follow each other share their texts, such as the name of the recogniser.
/// </summary>
internal sealed class SessionRows
{
    // In the order in which the query selects them.
    private const int Columns = 17;

    // In the order of RowOf. Most logs have no segment without text, no title and no tag: that is asked once, and not for each
    // session.
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
            CASE
                WHEN (SELECT EXISTS (SELECT 1 FROM failed_segments WHERE is_settled = 0)) THEN (
                    SELECT count(DISTINCT start_s)
                    FROM failed_segments
                    WHERE session_id = sessions.id AND is_settled = 0)
                ELSE 0
            END AS WithoutText,
            sessions.id IN (SELECT imported_sessions.id FROM imported_sessions) AS Imported,
            recogniser AS Recogniser,
            model AS Model,
            sha256 AS Sha256,
            language AS Language,
            settings AS Settings,
            CASE
                WHEN (SELECT EXISTS (SELECT 1 FROM annotations)) THEN (
                    SELECT nullif(text, '')
                    FROM annotations
                    WHERE session_id = sessions.id AND kind = 'title'
                    ORDER BY annotations.id DESC
                    LIMIT 1)
            END AS Title,
            CASE
                WHEN (SELECT EXISTS (SELECT 1 FROM annotations))
                    THEN (SELECT group_concat(tag, char(10)) FROM session_tags WHERE session_tags.session_id = sessions.id)
            END AS Tags
        FROM sessions
        LEFT JOIN (SELECT id AS changed, recogniser, model, sha256, language, settings FROM recognisers) AS newest
            ON newest.changed = (SELECT max(recognisers.id) FROM recognisers WHERE recognisers.session_id = sessions.id)

        """;

    // Without a session before which they are wanted there is no start either. A choice by OR would look at all newer ones.
    private const string NewestSessions = SelectSession +
        """
        WHERE (start_us, id) < (
            coalesce((SELECT earlier.start_us FROM sessions AS earlier WHERE earlier.id = @before), 9e18), @before)
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

    private readonly (string? Text, byte[] Utf8)[] _last = new (string?, byte[])[Columns];

    /// <summary>In the order of their start, newest first.</summary>
    /// <param name="before">Only those behind this one; null for all.</param>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static List<SessionSummary> ReadNewest(SqliteConnection connection, int limit, SessionId? before) =>
        Read(connection, NewestSessions, before?.Value ?? long.MaxValue, limit);

    /// <summary>The one that was started last, and was not imported.</summary>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static SessionSummary? FindLastRecorded(SqliteConnection connection) => Read(connection, LastRecorded).SingleOrDefault();

    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static SessionSummary? Find(SqliteConnection connection, SessionId session) =>
        Read(connection, OneSession, session.Value).SingleOrDefault();

    private static List<SessionSummary> Read(SqliteConnection connection, string sql, params ReadOnlySpan<long> parameters)
    {
        using var statement = new RawStatement(connection, sql);
        for (var i = 0; i < parameters.Length; i++) statement.Bind(i + 1, parameters[i]);
        return statement.ReadAll(new SessionRows().RowOf);
    }

    private SessionSummary RowOf(RawStatement row) => new()
    {
        Id = row.Int64(0),
        StartTime = row.Double(1),
        EndTime = row.IsNull(2) ? null : row.Double(2),
        DurationS = row.IsNull(3) ? null : row.Double(3),
        EndReason = TextAt(row, 4),
        Segments = row.Int64(5),
        Words = row.Int64(6),
        Wpm = row.Double(7),
        WithoutText = row.Int64(8),
        Imported = row.Int64(9),
        Recogniser = TextAt(row, 10),
        Model = TextAt(row, 11),
        Sha256 = TextAt(row, 12),
        Language = TextAt(row, 13),
        Settings = TextAt(row, 14),
        Title = TextAt(row, 15),
        Tags = TextAt(row, 16),
    };

    private string? TextAt(RawStatement row, int column)
    {
        if (row.IsNull(column)) return null;

        var text = row.Utf8(column);
        if (_last[column].Text is { } last && text.SequenceEqual(_last[column].Utf8)) return last;
        _last[column] = (Encoding.UTF8.GetString(text), text.ToArray());
        return _last[column].Text;
    }
}
