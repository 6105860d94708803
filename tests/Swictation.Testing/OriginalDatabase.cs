using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Swictation.Testing;

/// <summary>
/// A database as the original Swictation leaves it: three sessions, texts kept in the first and the third only, the third
/// without an end, and lifetime figures that are more than the sessions come to. Anything may be done to it afterwards.
/// </summary>
public static class OriginalDatabase
{
    public const string Schema =
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, start_time REAL NOT NULL, end_time REAL, duration_s REAL,
            active_time_s REAL, pause_time_s REAL, words_dictated INTEGER DEFAULT 0, characters_typed INTEGER DEFAULT 0,
            segments_processed INTEGER DEFAULT 0, wpm REAL, typing_equiv_wpm REAL, avg_latency_ms REAL);
        CREATE TABLE segments (
            id INTEGER PRIMARY KEY AUTOINCREMENT, session_id INTEGER NOT NULL, timestamp REAL NOT NULL, duration_s REAL,
            words INTEGER, characters INTEGER, text TEXT, stt_latency_ms REAL, total_latency_ms REAL,
            FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE);
        CREATE TABLE lifetime_stats (
            id INTEGER PRIMARY KEY CHECK (id = 1), total_words INTEGER DEFAULT 0, total_characters INTEGER DEFAULT 0,
            total_sessions INTEGER DEFAULT 0, total_time_minutes REAL DEFAULT 0, total_segments INTEGER DEFAULT 0,
            avg_wpm REAL DEFAULT 0, avg_latency_ms REAL DEFAULT 0, time_saved_minutes REAL DEFAULT 0,
            best_wpm_session INTEGER, best_wpm_value REAL, lowest_latency_session INTEGER, lowest_latency_ms REAL,
            last_updated REAL);
        CREATE INDEX idx_sessions_start_time ON sessions(start_time);
        CREATE INDEX idx_segments_session_id ON segments(session_id);
        """;

    public const string Rows =
        """
        INSERT INTO sessions (
            id, start_time, end_time, duration_s, words_dictated, characters_typed, segments_processed, wpm, avg_latency_ms)
        VALUES
            (1, 1761900000.0, 1761900040.0, 40.0, 14, 88, 3, 21.0, 242.0),
            (2, 1761986400.5, 1761986440.5, 40.5, 20, 104, 2, 30.0, 240.5),
            (3, 1762072801.0, NULL, NULL, 0, 0, 0, NULL, NULL);
        INSERT INTO segments (id, session_id, timestamp, duration_s, words, characters, text, stt_latency_ms, total_latency_ms)
        VALUES
            (1, 1, 1761900005.0, 2.5, 7, 40, 'the quarterly report is ready for review', 180.5, 240.25),
            (2, 1, 1761900012.25, 2.75, 3, 13, 'käse und brot', 181.5, 241.25),
            (3, 1, 1761900019.5, 3.0, 4, 35, 'she said "no" — 三点开会', 182.5, 244.5),
            (4, 2, 1761986405.5, 2.5, 12, 61, NULL, 180.5, 240.5),
            (5, 2, 1761986412.75, 2.75, 8, 43, NULL, 181.5, 240.5),
            (6, 3, 1762072806.0, 2.5, 5, 29, 'the parser needs another test', 180.5, 240.25),
            (7, 3, 1762072813.25, 2.75, 6, 35, 'please move the meeting to tuesday', 181.5, 241.25);
        INSERT INTO lifetime_stats (
            id, total_words, total_characters, total_sessions, total_time_minutes, total_segments, avg_wpm, avg_latency_ms,
            time_saved_minutes, last_updated)
        VALUES (1, 63, 400, 2, 1.5, 12, 25.5, 241.25, 0.25, 1762072900.0);
        """;

    /// <summary>The statement with which the desktop interface lists sessions.</summary>
    public const string History =
        "SELECT s.id,s.start_time,s.end_time,s.duration_s,s.words_dictated,s.wpm,s.avg_latency_ms FROM sessions s "
        + "WHERE s.duration_s IS NOT NULL ORDER BY s.start_time DESC LIMIT 50 OFFSET 0";

    /// <summary>The statement with which the desktop interface reads lifetime figures.</summary>
    public const string Lifetime =
        "SELECT total_words,total_characters,total_sessions,total_time_minutes,avg_wpm,avg_latency_ms,time_saved_minutes "
        + "FROM lifetime_stats WHERE id=1";

    public static void Make(string path) => Execute(path, Schema + Rows);

    public static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Rows of a query over any database, each as a line; numbers as they are written in a program.</summary>
    public static IReadOnlyList<string> Query(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
