using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// Whether the read models are what the log makes of them, as far as that can be seen without reading all of both: their ends at
/// a start (promise P7), and soon after it their numbers of rows and the newest sessions. Each statement gives 0 where they are.
/// </summary>
internal static class ReadModelCheck
{
    // A session begins where its event says, ends where its last one does, and has as many segments as are there.
    private const string OtherNewestSessions =
        """
        WITH
        level AS (
            SELECT seq
            FROM read_model_checkpoint
            WHERE name = 'read_models'
        ),
        started AS (
            SELECT session_id, min(seq) AS seq
            FROM (
                SELECT session_id, seq
                FROM events
                WHERE type = 'session_start' AND seq <= (SELECT seq FROM level) AND session_id IS NOT NULL
                ORDER BY seq DESC
                LIMIT 100)
            GROUP BY session_id
        )
        SELECT count(*)
        FROM started
        LEFT JOIN sessions ON sessions.id = started.session_id
        LEFT JOIN events AS first ON first.seq = sessions.start_seq
        WHERE sessions.id IS NULL
            OR sessions.start_seq > started.seq
            OR first.type IS NOT 'session_start'
            OR first.session_id IS NOT sessions.id
            OR first.at_us IS NOT sessions.start_us
            OR sessions.end_us IS NOT (
                SELECT at_us
                FROM events AS ended
                WHERE ended.session_id = sessions.id AND ended.type = 'session_end'
                    AND ended.seq > sessions.start_seq AND ended.seq <= (SELECT seq FROM level)
                ORDER BY ended.seq DESC
                LIMIT 1)
            OR sessions.segments <> (
                SELECT count(*)
                FROM segments
                WHERE segments.session_id = sessions.id AND segments.id > sessions.start_seq);
        """;

    // Where rows were never counted, the log says how many sessions there are.
    private const string OtherSessionCount =
        """
        SELECT (SELECT count(*) FROM sessions) <> coalesce(
            sessions,
            (
                SELECT count(DISTINCT session_id) + (SELECT count(*) FROM imported_sessions)
                FROM events
                WHERE (type = 'session_start' OR type = 'session_end')
                    AND type = 'session_start' AND events.seq <= read_model_checkpoint.seq))
        FROM read_model_checkpoint
        WHERE name = 'read_models';
        """;

    private const string OtherTextCount =
        """
        SELECT (SELECT count(*) FROM transcripts_fts_docsize)
            <> segments + (SELECT count(*) FROM revisions) + (SELECT count(*) FROM annotations)
        FROM read_model_checkpoint
        WHERE name = 'read_models' AND segments IS NOT NULL;
        """;

    private static readonly (string What, string Differences)[] Ends =
    [
        ("their checkpoint is missing", "SELECT count(*) = 0 FROM read_model_checkpoint WHERE name = 'read_models';"),
        ("they have segments that are still to come", Beyond("SELECT max(id) FROM segments")),
        ("they have failed segments that are still to come", Beyond("SELECT max(id) FROM failed_segments")),
        ("they have recognisers that are still to come", Beyond("SELECT max(id) FROM recognisers")),
        ("they have texts that are still to come", Beyond("SELECT max(id) FROM revisions")),
        ("they have notes that are still to come", Beyond("SELECT max(id) FROM annotations")),
        ("they have sessions that are still to come", Beyond("SELECT start_seq FROM sessions ORDER BY id DESC LIMIT 1")),
    ];

    private static readonly (string What, string Differences)[] Counts =
    [
        ("the number of their sessions is not what it was", OtherSessionCount),
        ("the number of their segments is not what it was", OtherCount("segments", "segments")),
        ("the number of their failed segments is not what it was", OtherCount("failed_segments", "failed_segments")),
        ("the full-text index has more or fewer texts than there are", OtherTextCount),
        ("one of their newest sessions is not what its events say", OtherNewestSessions),
    ];

    /// <summary>What is different at their ends, however long they are; null if nothing is.</summary>
    /// <exception cref="SqliteException">They cannot be read.</exception>
    public static string? FindOtherEnd(SqliteConnection connection) => Find(Ends, connection);

    /// <summary>
    /// What is different where rows are counted, which takes some 50 ms a million of them; null if nothing is. Any connection will
    /// do: each number is compared with one of the same moment.
    /// </summary>
    /// <exception cref="SqliteException">They cannot be read.</exception>
    public static string? FindOtherCount(SqliteConnection connection) => Find(Counts, connection);

    private static string? Find((string What, string Differences)[] looks, SqliteConnection connection) =>
        looks.FirstOrDefault(look => RawStatement.RunScalar(connection, look.Differences) != 0).What;

    private static string Beyond(string newest) =>
        $"SELECT coalesce(({newest}), 0) > coalesce((SELECT seq FROM read_model_checkpoint WHERE name = 'read_models'), 0);";

    private static string OtherCount(string kept, string table) =>
        $"""
        SELECT (SELECT count(*) FROM {table}) <> {kept}
        FROM read_model_checkpoint
        WHERE name = 'read_models' AND {kept} IS NOT NULL;
        """;
}
