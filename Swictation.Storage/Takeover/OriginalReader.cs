using Dapper;
using Microsoft.Data.Sqlite;

namespace Swictation.Storage.Takeover;

/// <summary>
/// Reads a copy of the database of the original, whatever version of it wrote it. What it lacks is added to the copy, empty;
/// values that cannot be are bounded.
/// </summary>
internal sealed class OriginalReader
{
    private const string Complete =
        """
        CREATE TABLE IF NOT EXISTS segments (id INTEGER PRIMARY KEY, session_id INTEGER, timestamp REAL);

        CREATE TABLE IF NOT EXISTS lifetime_stats (id INTEGER PRIMARY KEY);

        CREATE INDEX IF NOT EXISTS idx_segments_session_id ON segments (session_id);
        """;

    private static readonly (string Table, string[] Columns)[] Wanted =
    [
        ("sessions", ["duration_s", "characters_typed", "segments_processed", "wpm", "avg_latency_ms"]),
        ("segments", ["session_id", "timestamp", "duration_s", "words", "characters", "text", "stt_latency_ms", "total_latency_ms"]),
        ("lifetime_stats",
        [
            "total_words", "total_characters", "total_sessions", "total_time_minutes", "total_segments", "avg_wpm",
            "avg_latency_ms", "time_saved_minutes", "best_wpm_session", "best_wpm_value", "lowest_latency_session",
            "lowest_latency_ms", "last_updated",
        ]),
    ];

    private static readonly string Normalise =
        $"""
        CREATE TEMP VIEW said AS
        SELECT
            id,
            session_id,
            coalesce({TimeOf("timestamp")}, 0.0) AS at,
            min(max(CAST(coalesce(duration_s, 0) AS REAL), 0.0), 1e9) AS duration_s,
            min(max(CAST(words AS INTEGER), 0), 1000000) AS words,
            min(max(CAST(coalesce(characters, length(text), 0) AS INTEGER), 0), 1000000000) AS characters,
            min(max(CAST(coalesce(stt_latency_ms, 0) AS REAL), 0.0), 1e9) AS recognition_ms,
            min(max(CAST(coalesce(total_latency_ms, 0) AS REAL), 0.0), 1e9) AS latency_ms,
            nullif(CAST(text AS TEXT), '') AS text
        FROM segments
        WHERE typeof(session_id) = 'integer';

        CREATE TEMP VIEW sums AS
        SELECT
            session_id,
            count(*) AS segments,
            sum(coalesce(words, 0)) AS words,
            sum(characters) AS characters,
            min(at - duration_s) AS first_at,
            max(at) AS last_at,
            avg(latency_ms) AS latency_ms
        FROM said
        GROUP BY session_id;

        CREATE TEMP VIEW held AS
        SELECT
            id,
            coalesce({TimeOf("start_time")}, 0.0) AS started,
            {TimeOf("end_time")} AS ended,
            min(max(CAST(duration_s AS REAL), 0.0), 1e9) AS duration_s,
            min(max(CAST(coalesce(words_dictated, 0) AS INTEGER), 0), 1000000000) AS words,
            min(max(CAST(coalesce(characters_typed, 0) AS INTEGER), 0), 1000000000) AS characters,
            min(max(CAST(coalesce(segments_processed, 0) AS INTEGER), 0), 1000000) AS segments,
            min(max(CAST(coalesce(wpm, 0) AS REAL), 0.0), 1e9) AS wpm,
            min(max(CAST(coalesce(avg_latency_ms, 0) AS REAL), 0.0), 1e9) AS latency_ms
        FROM main.sessions
        UNION ALL
        SELECT session_id, first_at, NULL, NULL, 0, 0, 0, 0.0, 0.0
        FROM sums
        WHERE session_id NOT IN (SELECT id FROM main.sessions);
        """;

    private const string SelectSessions =
        """
        SELECT
            id AS Id,
            started AS StartTime,
            coalesce(ended, max(started, coalesce(last_at, started))) AS EndTime,
            ended IS NOT NULL AS HasEnd,
            coalesce(duration_s, max(coalesce(ended, last_at, started) - started, 0.0)) AS DurationS,
            max(held.segments, coalesce(sums.segments, 0)) AS Segments,
            max(held.words, coalesce(sums.words, 0)) AS Words,
            max(held.characters, coalesce(sums.characters, 0)) AS Characters,
            wpm AS Wpm,
            CASE WHEN held.latency_ms > 0 THEN held.latency_ms ELSE coalesce(sums.latency_ms, 0.0) END AS LatencyMs
        FROM held
        LEFT JOIN sums ON sums.session_id = held.id
        ORDER BY started, id;
        """;

    private const string SelectSegments =
        """
        SELECT
            id AS Id,
            at AS At,
            duration_s AS DurationS,
            words AS Words,
            characters AS Characters,
            recognition_ms AS RecognitionMs,
            latency_ms AS LatencyMs,
            text AS Text
        FROM said
        WHERE session_id = @session
        ORDER BY at, id;
        """;

    private const string SelectTotals =
        """
        WITH own AS (
            SELECT
                coalesce(sum(words), 0) AS words,
                coalesce(sum(characters), 0) AS characters,
                count(*) AS sessions,
                coalesce(sum(duration_s), 0.0) / 60 AS minutes,
                coalesce(avg(wpm), 0.0) AS wpm,
                coalesce(avg(latency_ms), 0.0) AS latency_ms
            FROM held
            WHERE ended IS NOT NULL)
        SELECT
            CASE WHEN typeof(last_updated) <> 'text' AND last_updated > 0 THEN min(last_updated, 253402300799.0) END AS UpdatedAt,
            max(CAST(coalesce(total_words, 0) AS INTEGER), words) AS Words,
            max(CAST(coalesce(total_characters, 0) AS INTEGER), characters) AS Characters,
            max(CAST(coalesce(total_sessions, 0) AS INTEGER), sessions) AS Sessions,
            max(CAST(coalesce(total_segments, 0) AS INTEGER), (SELECT count(*) FROM said)) AS Segments,
            min(max(CAST(coalesce(total_time_minutes, 0) AS REAL), minutes), 1e9) AS Minutes,
            min(max(CAST(coalesce(nullif(avg_wpm, 0), wpm) AS REAL), 0.0), 1e9) AS Wpm,
            min(max(CAST(coalesce(nullif(avg_latency_ms, 0), latency_ms) AS REAL), 0.0), 1e9) AS LatencyMs,
            min(max(CAST(coalesce(time_saved_minutes, 0) AS REAL), 0.0), 1e9) AS SavedMinutes,
            min(CAST(nullif(best_wpm_value, 0) AS REAL), 1e9) AS BestWpm,
            CAST(best_wpm_session AS INTEGER) AS BestWpmSession,
            min(CAST(nullif(lowest_latency_ms, 0) AS REAL), 1e9) AS LowestLatencyMs,
            CAST(lowest_latency_session AS INTEGER) AS LowestLatencySession
        FROM lifetime_stats, own
        WHERE id = 1;
        """;

    private const string SelectFirst =
        """
        SELECT id || ' ' || started
        FROM held
        ORDER BY id
        LIMIT 1;
        """;

    private readonly SqliteConnection _copy;

    /// <exception cref="SqliteException">It cannot be read.</exception>
    public OriginalReader(SqliteConnection copy)
    {
        _copy = copy;
        copy.Execute(Complete);
        foreach (var (table, columns) in Wanted) AddMissing(table, columns);
        copy.Execute(Normalise);
    }

    /// <summary>In the order of their start.</summary>
    public IEnumerable<OriginalSession> ReadSessions() => _copy.Query<OriginalSession>(SelectSessions, buffered: false);

    /// <summary>In the order of their speech.</summary>
    public IEnumerable<OriginalSegment> ReadSegments(long session) =>
        _copy.Query<OriginalSegment>(SelectSegments, new { session }, buffered: false);

    /// <summary>Null where it has none.</summary>
    public OriginalTotals? ReadTotals() => _copy.QuerySingleOrDefault<OriginalTotals>(SelectTotals);

    /// <summary>What tells this database from every other, also after more was recorded into it; null while it is empty.</summary>
    public string? ReadFirst() => _copy.QuerySingleOrDefault<string>(SelectFirst);

    // A time is a number, or a text of SQLite's; none is after the year 9999.
    private static string TimeOf(string column) =>
        $"min(max(CASE typeof({column}) WHEN 'text' THEN (julianday({column}) - 2440587.5) * 86400.0 ELSE {column} END, "
        + "0.0), 253402300799.0)";

    private void AddMissing(string table, string[] columns)
    {
        var there = _copy.Query<string>("SELECT name FROM pragma_table_info(@table);", new { table }).ToHashSet();
        foreach (var column in columns.Where(column => !there.Contains(column)))
            _copy.Execute($"ALTER TABLE {table} ADD COLUMN {column};");
    }
}
