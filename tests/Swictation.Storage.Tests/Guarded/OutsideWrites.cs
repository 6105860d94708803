namespace Swictation.Storage.Tests.Guarded;

/// <summary>Ways in which others write to a log.</summary>
internal static class OutsideWrites
{
    private const string NewEvent = "events (session_id, at_us, type, version, body) VALUES (1, 1, 'x', 1, '{\"type\":\"x\"}')";
    private const string NewSession = "sessions (id, start_seq, start_us) VALUES (3, 1, 1)";
    private const string NewSegment =
        "segments (id, session_id, timestamp, words, characters, text, total_latency_ms, wpm) VALUES (7, 1, 1, 1, 1, 'x', 1, 1)";

    private const string NewFailure =
        "failed_segments (id, session_id, timestamp, start_s, duration_s, reason) VALUES (7, 1, 1, 1, 1, 'x')";

    private const string PastGuards =
        "DROP TRIGGER guard_sessions_insert; DROP TRIGGER guard_sessions_update; DROP TRIGGER guard_sessions_delete; "
        + "DROP TRIGGER guard_segments_insert; DROP TRIGGER guard_segments_update; DROP TRIGGER guard_segments_delete; "
        + "DROP TRIGGER guard_failed_segments_delete; DROP TRIGGER guard_read_model_checkpoint_update; "
        + "DROP TRIGGER guard_read_model_checkpoint_delete; ";

    /// <summary>What the desktop interface's Reset runs, statement by statement.</summary>
    public static string[] Reset { get; } =
    [
        "DELETE FROM segments",
        "DELETE FROM sessions",
        """
        UPDATE lifetime_stats SET total_words = 0, total_characters = 0, total_sessions = 0, total_time_minutes = 0.0,
            avg_wpm = 0.0, avg_latency_ms = 0.0 WHERE id = 1
        """,
    ];

    /// <summary>Refused, with a message that says what to do.</summary>
    public static TheoryData<string> Refused { get; } =
    [
        .. Reset,
        $"INSERT INTO {NewEvent}",
        $"INSERT OR IGNORE INTO {NewEvent}",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 3",
        "REPLACE INTO events SELECT * FROM events WHERE seq = 3",
        "INSERT INTO events SELECT * FROM events WHERE seq = 3 ON CONFLICT (seq) DO UPDATE SET body = '{}'",
        $"INSERT INTO {NewSession}",
        $"INSERT OR REPLACE INTO {NewSession}",
        $"INSERT INTO {NewSession} ON CONFLICT (id) DO UPDATE SET words_dictated = 0",
        $"INSERT INTO {NewSession} ON CONFLICT (id) DO NOTHING",
        "UPDATE sessions SET words_dictated = 0",
        "UPDATE OR IGNORE sessions SET id = id + 1",
        "DELETE FROM sessions WHERE id = 2",
        $"INSERT INTO {NewSegment}",
        $"REPLACE INTO {NewSegment}",
        "UPDATE segments SET text = 'other' WHERE id = (SELECT min(id) FROM segments)",
        "UPDATE OR REPLACE segments SET id = id + 1",
        "DELETE FROM segments WHERE id = (SELECT max(id) FROM segments)",
        $"INSERT INTO {NewFailure}",
        "UPDATE failed_segments SET is_settled = 1",
        "DELETE FROM failed_segments",
        "INSERT INTO revisions (session_id, segment, version, kind, text, author, timestamp) VALUES (1, 3, 2, 'corrected', 'x', 'user', 1)",
        "INSERT INTO annotations (session_id, kind, text, timestamp) VALUES (1, 'title', 'mine', 1)",
        "INSERT INTO recognisers (session_id, timestamp, recogniser) VALUES (1, 1, 'mine')",
        "INSERT INTO read_model_checkpoint (name, seq) VALUES ('mine', 1)",
        "UPDATE read_model_checkpoint SET seq = 0",
        "DELETE FROM read_model_checkpoint",
        "INSERT OR REPLACE INTO log_identity (id, log_id) VALUES (1, 'mine')",
        "UPDATE log_identity SET log_id = 'mine'",
        "UPDATE log_identity SET checksummed_from = 1000000",
        "DELETE FROM log_identity",
        "WITH old AS (SELECT id FROM sessions WHERE id < 3) DELETE FROM sessions WHERE id IN (SELECT id FROM old)",
        "PRAGMA recursive_triggers = ON; DELETE FROM sessions",
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; UPDATE sessions SET end_us = NULL",
    ];

    /// <summary>Refused for ever: the past itself.</summary>
    public static TheoryData<string> OfThePast { get; } =
    [
        "UPDATE events SET body = '{}'",
        "UPDATE OR REPLACE events SET seq = seq + 1",
        "DELETE FROM events",
        "DELETE FROM events WHERE type = 'metrics_update'",
    ];

    /// <summary>Nothing in SQLite refuses these. What they change can be made again from the events.</summary>
    public static TheoryData<string> OfReadModels { get; } =
    [
        $"{PastGuards} DELETE FROM segments; DELETE FROM sessions;",
        $"{PastGuards} DELETE FROM sessions WHERE id = 2;",
        $"{PastGuards} DELETE FROM segments WHERE session_id = 1;",
        $"{PastGuards} UPDATE segments SET text = 'another text' WHERE id = (SELECT min(id) FROM segments);",
        $"{PastGuards} UPDATE segments SET words = words + 1, characters = 3;",
        $"{PastGuards} UPDATE sessions SET words_dictated = 1, latency_us = 7 WHERE id = 1;",
        $"{PastGuards} UPDATE sessions SET end_us = NULL, end_reason = 'mine';",
        $"{PastGuards} INSERT INTO sessions (id, start_seq, start_us) VALUES (-4, 1, 1);",
        $"{PastGuards} DELETE FROM failed_segments;",
        $"{PastGuards} UPDATE read_model_checkpoint SET seq = 0;",
        $"{PastGuards} UPDATE read_model_checkpoint SET seq = seq - 30;",
        $"{PastGuards} UPDATE read_model_checkpoint SET sessions = NULL, segments = 3;",
        $"{PastGuards} DELETE FROM read_model_checkpoint;",
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name LIKE 'guard_sessions%'; PRAGMA writable_schema = RESET; "
            + "DELETE FROM sessions WHERE id = 4;",
        "DROP TRIGGER guard_sessions_delete; DELETE FROM sessions WHERE id = 4; "
            + "CREATE TRIGGER guard_sessions_delete\nBEFORE DELETE ON sessions\nBEGIN\n    SELECT 1;\nEND;",
        "DROP VIEW lifetime_stats; CREATE TABLE mine (x INTEGER);",
        "DROP VIEW transcripts; CREATE VIEW transcripts AS SELECT 1 AS seq;",
        "INSERT INTO transcripts_fts (transcripts_fts) VALUES ('delete-all');",
        "INSERT INTO transcripts_fts (rowid, text) VALUES ((SELECT min(id) FROM segments), 'words that nobody said');",
        "INSERT INTO transcripts_fts (rowid, text) VALUES (1000000, 'words that nobody said');",
        "INSERT INTO transcripts_fts (transcripts_fts, rowid, text) SELECT 'delete', id, text FROM segments WHERE session_id = 2;",
        "UPDATE transcripts_fts SET text = 'words that nobody said' WHERE rowid = (SELECT max(id) FROM segments);",
        "DELETE FROM transcripts_fts WHERE rowid = (SELECT max(id) FROM segments);",
        "DELETE FROM transcripts_fts_data WHERE id > 10;",
        "DELETE FROM transcripts_fts_docsize;",
        "DELETE FROM transcripts_fts_idx;",
        "CREATE UNIQUE INDEX mine ON failed_segments (reason, is_settled) WHERE id > 1000;",
        "CREATE TRIGGER mine AFTER INSERT ON events BEGIN DELETE FROM segments; END;",
    ];

    /// <summary>Nor these, which change the log itself or the form in which it is stored.</summary>
    public static TheoryData<string> OfTheLog { get; } =
    [
        "PRAGMA user_version = 0;",
        "PRAGMA user_version = 99;",
        "PRAGMA application_id = 7;",
        "PRAGMA journal_mode = DELETE;",
        "ALTER TABLE sessions ADD COLUMN mine TEXT;",
        "ALTER TABLE segments RENAME COLUMN wpm TO speed;",
        "DROP TABLE segments;",
        "DROP TABLE transcripts_fts;",
        "DROP INDEX segments_of_session;",
        "VACUUM;",
        "DROP TRIGGER guard_events_insert; INSERT INTO " + NewEvent + ";",
        "DROP TRIGGER guard_events_insert; DROP TRIGGER events_refuse_replace; INSERT INTO events (seq, at_us, type, version, body) "
            + "VALUES (9223372036854775807, 1, 'x', 1, '{}');",
        "DROP TRIGGER guard_events_insert; INSERT INTO events (seq, at_us, type, version, body) VALUES (-5, 1, 'x', 1, '{}');",
    ];
}
