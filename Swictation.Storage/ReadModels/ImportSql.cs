namespace Swictation.Storage.ReadModels;

/// <summary>
/// The rows of imported events, on the terms of <see cref="ProjectionSql"/>. What has an origin that is known already adds
/// none: events that were imported twice count once.
/// </summary>
internal static class ImportSql
{
    // As whoever wrote the body may have them: within bounds.
    private const string Figures =
        """
        CAST(round(min(max(CAST(coalesce(body ->> 'ended', 0) AS REAL), 0.0), 1e12) * 1e6) AS INTEGER) AS end_us,
        CAST(body ->> 'reason' AS TEXT) AS end_reason,
        min(max(CAST(coalesce(body ->> 'segments', 0) AS INTEGER), 0), 1000000) AS segments,
        min(max(CAST(coalesce(body ->> 'words', 0) AS INTEGER), 0), 1000000000) AS words,
        min(max(CAST(coalesce(body ->> 'characters', 0) AS INTEGER), 0), 1000000000) AS characters,
        min(max(CAST(coalesce(body ->> 'wpm', 0) AS REAL), 0.0), 1e9) AS wpm,
        min(max(CAST(coalesce(body ->> 'duration_s', 0) AS REAL), 0.0), 1e9) AS duration_s,
        min(max(CAST(coalesce(body ->> 'latency_ms', 0) AS REAL), 0.0), 1e9) AS latency_ms,
        min(max(CAST(body ->> 'spoken_s' AS REAL), 0.0), 1e9) AS spoken_s
        """;

    private const string NoteOrigins =
        """
        INSERT INTO imported_sessions (id, log, session)
        SELECT
            session_id,
            CAST(coalesce(body ->> '$.origin.log', '') AS TEXT),
            CAST(coalesce(body ->> '$.origin.session', 0) AS INTEGER)
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to
            AND type = 'session_imported' AND version = 1 AND session_id IS NOT NULL AND json_valid(body)
        ORDER BY seq
        ON CONFLICT DO NOTHING;
        """;

    // Its figures are those that were counted there: the time behind its rate, its pauses and its latency follow from them.
    // Where there is no rate, it is over the duration, as it was there.
    public const string AddSessions =
        $"""
        INSERT INTO sessions (
            id, start_seq, start_us, end_us, end_reason, segments, words_dictated, characters, spoken_us, paused_us, latency_us)
        SELECT
            id,
            seq,
            at_us,
            end_us,
            end_reason,
            segments,
            words,
            characters,
            CASE
                WHEN spoken_s IS NOT NULL THEN CAST(round(spoken_s * 1e6) AS INTEGER)
                WHEN words > 0 AND wpm > 0 THEN CAST(round(words * 6e7 / wpm) AS INTEGER)
                ELSE CAST(round(duration_s * 1e6) AS INTEGER)
            END,
            end_us - at_us - CAST(round(duration_s * 1e6) AS INTEGER),
            CAST(round(latency_ms * 1e3 * segments) AS INTEGER)
        FROM (
            SELECT
                imported.id,
                seq,
                at_us,
                {Figures}
            FROM events NOT INDEXED
            JOIN imported_sessions AS imported ON imported.id = events.session_id
            WHERE seq > @after AND seq <= @up_to AND type = 'session_imported' AND version = 1 AND json_valid(body)
            ORDER BY seq)
        WHERE TRUE
        ON CONFLICT (id) DO NOTHING;
        """;

    // It was imported once more, after it had grown where it was recorded.
    private const string RenewSessions =
        $"""
        UPDATE sessions
        SET start_us = newer.at_us,
            end_us = newer.end_us,
            end_reason = newer.end_reason,
            segments = newer.segments,
            words_dictated = newer.words,
            characters = newer.characters,
            spoken_us = CAST(round(newer.spoken_s * 1e6) AS INTEGER),
            paused_us = newer.end_us - newer.at_us - CAST(round(newer.duration_s * 1e6) AS INTEGER),
            latency_us = CAST(round(newer.latency_ms * 1e3 * newer.segments) AS INTEGER)
        FROM (
            SELECT
                max(seq) AS seq,
                imported.id,
                at_us,
                {Figures}
            FROM events NOT INDEXED
            JOIN imported_sessions AS imported
                ON imported.id = events.session_id
                AND imported.log = CAST(coalesce(body ->> '$.origin.log', '') AS TEXT)
                AND imported.session = CAST(coalesce(body ->> '$.origin.session', 0) AS INTEGER)
            WHERE seq > @after AND seq <= @up_to AND type = 'session_imported' AND version = 1 AND json_valid(body)
                AND body ->> 'spoken_s' IS NOT NULL
            GROUP BY imported.id) AS newer
        WHERE sessions.id = newer.id AND sessions.start_seq < newer.seq;
        """;

    public const string AddSegments =
        """
        INSERT INTO segments (
            id, session_id, timestamp, duration_s, words, characters, text, stt_latency_ms, total_latency_ms, wpm, confidence,
            recognised_us, off_the_record)
        SELECT
            seq,
            session_id,
            at_us / 1e6,
            duration_s,
            words,
            characters,
            text,
            recognition_ms,
            latency_ms,
            coalesce(wpm, CASE WHEN duration_s > 0 THEN round(words * 60 / duration_s, 1) ELSE 0.0 END),
            confidence,
            recognised_us,
            off_the_record
        FROM (
            SELECT
                seq,
                session_id,
                at_us,
                min(max(CAST(coalesce(body ->> 'duration_s', 0) AS REAL), 0.0), 1e9) AS duration_s,
                min(max(CAST(coalesce(body ->> 'words', 0) AS INTEGER), 0), 1000000) AS words,
                min(max(CAST(coalesce(body ->> 'characters', 0) AS INTEGER), 0), 1000000000) AS characters,
                CAST(coalesce(body ->> 'text', '') AS TEXT) AS text,
                min(max(CAST(coalesce(body ->> 'recognition_ms', 0) AS REAL), 0.0), 1e9) AS recognition_ms,
                min(max(CAST(coalesce(body ->> 'latency_ms', 0) AS REAL), 0.0), 1e9) AS latency_ms,
                min(max(CAST(body ->> 'confidence' AS REAL), 0.0), 1.0) AS confidence,
                CAST(round(min(max(CAST(body ->> 'recognised_at' AS REAL), 0.0), 1e12) * 1e6) AS INTEGER) AS recognised_us,
                coalesce(body ->> 'off_the_record', 0) = 1 AS off_the_record,
                min(max(CAST(body ->> 'wpm' AS REAL), 0.0), 1e9) AS wpm
            FROM events NOT INDEXED
            JOIN imported_sessions AS imported ON imported.id = events.session_id
            WHERE seq > @after AND seq <= @up_to AND type = 'segment_imported' AND version = 1 AND json_valid(body));
        """;

    private const string AddRecognisers =
        """
        INSERT INTO recognisers (id, session_id, timestamp, recogniser, model, sha256, language, settings)
        SELECT
            seq,
            imported.id,
            at_us / 1e6,
            CAST(coalesce(body ->> '$.recogniser.name', '') AS TEXT),
            CAST(body ->> '$.recogniser.model' AS TEXT),
            CAST(body ->> '$.recogniser.sha256' AS TEXT),
            CAST(body ->> '$.recogniser.language' AS TEXT),
            CAST(body ->> '$.recogniser.settings' AS TEXT)
        FROM events NOT INDEXED
        JOIN imported_sessions AS imported ON imported.id = events.session_id
        WHERE seq > @after AND seq <= @up_to AND type = 'session_imported' AND version = 1 AND json_valid(body)
            AND body ->> '$.recogniser.name' IS NOT NULL;
        """;

    // Of the totals of one log the newest are valid, however often it was imported.
    private const string SetTotals =
        """
        INSERT INTO imported_totals (
            id, log, words, characters, sessions, segments, minutes, wpm, latency_ms, saved_minutes,
            best_wpm, best_wpm_session, lowest_latency_ms, lowest_latency_session)
        SELECT
            seq,
            CAST(coalesce(body ->> 'origin_log', '') AS TEXT),
            min(max(CAST(coalesce(body ->> 'words', 0) AS INTEGER), 0), 1000000000000),
            min(max(CAST(coalesce(body ->> 'characters', 0) AS INTEGER), 0), 1000000000000),
            min(max(CAST(coalesce(body ->> 'sessions', 0) AS INTEGER), 0), 1000000000),
            min(max(CAST(coalesce(body ->> 'segments', 0) AS INTEGER), 0), 1000000000),
            min(max(CAST(coalesce(body ->> 'minutes', 0) AS REAL), 0.0), 1e9),
            min(max(CAST(coalesce(body ->> 'wpm', 0) AS REAL), 0.0), 1e9),
            min(max(CAST(coalesce(body ->> 'latency_ms', 0) AS REAL), 0.0), 1e9),
            min(max(CAST(coalesce(body ->> 'saved_minutes', 0) AS REAL), 0.0), 1e9),
            min(max(CAST(body ->> 'best_wpm' AS REAL), 0.0), 1e9),
            CAST(body ->> 'best_wpm_session' AS INTEGER),
            min(max(CAST(body ->> 'lowest_latency_ms' AS REAL), 0.0), 1e9),
            CAST(body ->> 'lowest_latency_session' AS INTEGER)
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to AND type = 'totals_imported' AND version = 1 AND json_valid(body)
        ORDER BY seq
        ON CONFLICT (log) DO UPDATE
        SET id = excluded.id,
            words = excluded.words,
            characters = excluded.characters,
            sessions = excluded.sessions,
            segments = excluded.segments,
            minutes = excluded.minutes,
            wpm = excluded.wpm,
            latency_ms = excluded.latency_ms,
            saved_minutes = excluded.saved_minutes,
            best_wpm = excluded.best_wpm,
            best_wpm_session = excluded.best_wpm_session,
            lowest_latency_ms = excluded.lowest_latency_ms,
            lowest_latency_session = excluded.lowest_latency_session;
        """;

    /// <summary>In the order in which they build on each other; parameter 1 is @after, 2 is @up_to.</summary>
    public static readonly string[] Statements = [NoteOrigins, AddSessions, RenewSessions, AddSegments, AddRecognisers, SetTotals];
}
