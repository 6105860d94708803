using System.Collections.Frozen;
using Swictation.Domain.Events;
using Swictation.Storage.Rows;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// The read models' rows for the events after @after up to @up_to, in the order in which the statements run. Each gives
/// the same rows wherever the log is cut into slices: sums are whole numbers, and nothing refers to a later event. What
/// is malformed, or of a version that is not known here, is passed over; numbers are bounded, so that no sum overflows.
/// </summary>
internal static class ProjectionSql
{
    private const string StartSessions =
        """
        INSERT INTO sessions (id, start_seq, start_us)
        SELECT session_id, seq, at_us
        FROM events
        WHERE type = 'session_start' AND seq > @after AND seq <= @up_to AND session_id IS NOT NULL
        ORDER BY seq
        ON CONFLICT (id) DO NOTHING;
        """;

    private const string AddSegments =
        """
        INSERT INTO segments (
            id, session_id, timestamp, words, characters, text, total_latency_ms, wpm, off_the_record)
        SELECT
            seq,
            session_id,
            at_us / 1e6,
            min(max(CAST(coalesce(body ->> 'words', 0) AS INTEGER), 0), 1000000),
            -- What was forgotten says how long its text was.
            CASE version WHEN 1
                THEN min(max(CAST(coalesce(body ->> 'characters', length(coalesce(body ->> 'text', ''))) AS INTEGER), 0), 1000000000)
                ELSE 0
            END,
            CASE version WHEN 1 THEN CAST(coalesce(body ->> 'text', '') AS TEXT) ELSE '' END,
            min(max(CAST(coalesce(body ->> 'latency_ms', 0) AS REAL), 0.0), 1e9),
            min(max(CAST(coalesce(body ->> 'wpm', 0) AS REAL), 0.0), 1e9),
            version = 2
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to
            AND type = 'transcription' AND version IN (1, 2) AND session_id IS NOT NULL AND json_valid(body);
        """;

    // Most texts need nothing added, and their rows are not written again.
    private const string MakeSearchable =
        """
        UPDATE segments
        SET searchable = searchable(text)
        WHERE id > @after AND id <= @up_to AND searchable(text) IS NOT NULL;
        """;

    private const string IndexText =
        """
        INSERT INTO transcripts_fts (rowid, text)
        SELECT id, text
        FROM searchable_texts
        WHERE id > @after AND id <= @up_to;
        """;

    private const string MeasureSegments =
        $"""
        UPDATE segments
        SET duration_s = measured.duration_s,
            stt_latency_ms = measured.recognition_ms,
            confidence = measured.confidence,
            recognised_us = measured.recognised_us
        FROM (
            SELECT
                seq - 1 AS id,
                session_id,
                min(max(CAST(coalesce({MeasuredBody.DurationS}, 0) AS REAL), 0.0), 1e9) AS duration_s,
                min(max(CAST(coalesce({MeasuredBody.RecognitionMs}, 0) AS REAL), 0.0), 1e9) AS recognition_ms,
                min(max(CAST(body ->> 'confidence' AS REAL), 0.0), 1.0) AS confidence,
                CAST(round(min(max(CAST(body ->> 'recognised_at' AS REAL), 0.0), 1e12) * 1e6) AS INTEGER)
                    AS recognised_us
            FROM events NOT INDEXED
            WHERE seq > @after AND seq <= @up_to
                AND type = 'segment_measured' AND version {MeasuredBody.Versions} AND json_valid(body)) AS measured
        WHERE segments.id = measured.id AND segments.session_id = measured.session_id;
        """;

    private const string SumSegments =
        """
        UPDATE sessions
        SET segments = sessions.segments + added.segments,
            words_dictated = sessions.words_dictated + added.words,
            characters = sessions.characters + added.characters,
            latency_us = sessions.latency_us + added.latency_us
        FROM (
            SELECT
                said.session_id,
                count(*) AS segments,
                sum(said.words) AS words,
                sum(said.characters) AS characters,
                sum(CAST(round(said.total_latency_ms * 1e3) AS INTEGER)) AS latency_us
            FROM segments AS said NOT INDEXED
            JOIN sessions AS of_session ON of_session.id = said.session_id AND of_session.start_seq < said.id
            WHERE said.id > @after AND said.id <= @up_to
            GROUP BY said.session_id) AS added
        WHERE sessions.id = added.session_id;
        """;

    private const string SumSpeech =
        $"""
        UPDATE sessions
        SET spoken_us = sessions.spoken_us + added.spoken_us
        FROM (
            SELECT measured.session_id, sum(CAST(round(said.duration_s * 1e6) AS INTEGER)) AS spoken_us
            FROM events AS measured NOT INDEXED
            JOIN segments AS said ON said.id = measured.seq - 1 AND said.session_id = measured.session_id
            JOIN sessions AS of_session ON of_session.id = said.session_id AND of_session.start_seq < said.id
            WHERE measured.seq > @after AND measured.seq <= @up_to
                AND measured.type = 'segment_measured' AND measured.version {MeasuredBody.Versions}
            GROUP BY measured.session_id) AS added
        WHERE sessions.id = added.session_id;
        """;

    // And sleep: neither is a part of the session's duration.
    private const string SumPauses =
        """
        UPDATE sessions
        SET paused_us = sessions.paused_us + added.paused_us
        FROM (
            SELECT
                ended.session_id,
                sum(CAST(round(
                    min(max(
                        CAST(coalesce(ended.body ->> 'paused_s', ended.body ->> 'suspended_s', 0) AS REAL), 0.0), 1e9)
                    * 1e6) AS INTEGER))
                    AS paused_us
            FROM events AS ended NOT INDEXED
            JOIN sessions AS of_session ON of_session.id = ended.session_id AND of_session.start_seq < ended.seq
            WHERE ended.seq > @after AND ended.seq <= @up_to
                AND ended.type IN ('pause_ended', 'suspended') AND ended.version = 1 AND json_valid(ended.body)
            GROUP BY ended.session_id) AS added
        WHERE sessions.id = added.session_id;
        """;

    private const string AddFailures =
        """
        INSERT INTO failed_segments (id, session_id, timestamp, start_s, duration_s, reason, is_settled)
        SELECT
            seq,
            session_id,
            at_us / 1e6,
            min(max(CAST(coalesce(body ->> 'start_s', 0) AS REAL), 0.0), 1e9),
            min(max(CAST(coalesce(body ->> 'duration_s', 0) AS REAL), 0.0), 1e9),
            CAST(coalesce(body ->> 'error', '') AS TEXT),
            -- Nothing is left of it that could be tried again.
            coalesce(body ->> 'forgotten', 0) = 1
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to
            AND type = 'segment_failed' AND version = 1 AND session_id IS NOT NULL AND json_valid(body);
        """;

    // The event that keeps the audio stands directly behind the failure.
    private const string KeepFailures =
        """
        UPDATE failed_segments
        SET file = (
            SELECT CAST(kept.body ->> 'file' AS TEXT)
            FROM events AS kept
            WHERE kept.seq = failed_segments.id + 1 AND kept.session_id = failed_segments.session_id
                AND kept.type = 'audio_kept' AND kept.version = 1 AND json_valid(kept.body))
        WHERE id >= @after AND id < @up_to;
        """;

    // A crash may have the speech cut into segments in another way: a segment that covers its middle is the same speech.
    private const string SettleFailures =
        $"""
        UPDATE failed_segments
        SET is_settled = 1
        FROM (
            SELECT
                seq,
                session_id,
                CAST(coalesce({MeasuredBody.StartS}, 0) AS REAL) AS start_s,
                CAST(coalesce({MeasuredBody.DurationS}, 0) AS REAL) AS duration_s
            FROM events NOT INDEXED
            WHERE seq > @after AND seq <= @up_to
                AND (type = 'segment_measured' AND version {MeasuredBody.Versions} OR type = 'segment_silent' AND version = 1) AND json_valid(body)) AS said
        WHERE failed_segments.session_id = said.session_id AND failed_segments.id < said.seq
            AND failed_segments.is_settled = 0
            AND failed_segments.start_s + failed_segments.duration_s / 2
                BETWEEN said.start_s AND said.start_s + said.duration_s;
        """;

    private const string AddRecognisers =
        """
        INSERT INTO recognisers (id, session_id, timestamp, recogniser, model, sha256, language, settings)
        SELECT
            seq,
            session_id,
            at_us / 1e6,
            CAST(coalesce(body ->> 'recogniser', '') AS TEXT),
            CAST(body ->> 'model' AS TEXT),
            CAST(body ->> 'sha256' AS TEXT),
            CAST(body ->> 'language' AS TEXT),
            CAST(body ->> 'settings' AS TEXT)
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to
            AND type = 'recogniser_changed' AND version = 1 AND session_id IS NOT NULL AND json_valid(body);
        """;

    private const string EndSessions =
        """
        UPDATE sessions
        SET end_us = ended.at_us, end_reason = ended.reason
        FROM (
            SELECT
                session_id,
                max(seq) AS seq,
                at_us,
                CASE WHEN json_valid(body) THEN CAST(body ->> 'reason' AS TEXT) END AS reason
            FROM events
            WHERE type = 'session_end' AND seq > @after AND seq <= @up_to
            GROUP BY session_id) AS ended
        WHERE sessions.id = ended.session_id AND sessions.start_seq < ended.seq;
        """;

    /// <summary>
    /// In the order in which they build on each other; parameter 1 is @after, 2 is @up_to. The connection has
    /// <see cref="SearchableFunction"/>.
    /// </summary>
    public static readonly string[] Statements =
    [
        StartSessions, AddSegments, MeasureSegments, SumSegments, SumSpeech, SumPauses, AddFailures,
        KeepFailures, SettleFailures, AddRecognisers, EndSessions,
        // Behind the sums: an imported session has its own.
        .. ImportSql.Statements,
        .. RevisionSql.Statements,
        MakeSearchable,
        IndexText,
    ];

    // What no statement names changes no row.
    private static readonly FrozenSet<string> ReadTypes = EventType.Known.Values
        .Select(type => type.Name)
        .Where(name => Statements.Any(statement => statement.Contains($"'{name}'", StringComparison.Ordinal)))
        .ToFrozenSet();

    /// <summary>Whether an event of a type can change a row.</summary>
    public static bool Reads(EventType type) => ReadTypes.Contains(type.Name);

    /// <summary>
    /// The statements that add the rows that the checkpoint counts: for each of its parameters behind @up_to.
    /// </summary>
    public static readonly string[][] Counted =
        [[StartSessions, ImportSql.AddSessions], [AddSegments, ImportSql.AddSegments], [AddFailures]];

    // What is unknown stays so: NULL and a number are NULL.
    public const string MoveCheckpoint =
        """
        UPDATE read_model_checkpoint
        SET seq = @up_to,
            sessions = sessions + @sessions,
            segments = segments + @segments,
            failed_segments = failed_segments + @failed_segments
        WHERE name = 'read_models';
        """;

    /// <summary>For read models that were compared with the events, and that nobody had counted yet.</summary>
    public const string CountRows =
        """
        UPDATE read_model_checkpoint
        SET sessions = (SELECT count(*) FROM sessions),
            segments = (SELECT count(*) FROM segments),
            failed_segments = (SELECT count(*) FROM failed_segments)
        WHERE name = 'read_models' AND segments IS NULL;
        """;

    public const string ReadCheckpoint =
        """
        SELECT seq
        FROM read_model_checkpoint
        WHERE name = 'read_models';
        """;

    public const string Clear = RevisionSql.Clear +
        """
        INSERT INTO transcripts_fts (transcripts_fts)
        VALUES ('delete-all');

        DELETE FROM segments;

        DELETE FROM failed_segments;

        DELETE FROM recognisers;

        DELETE FROM imported_totals;

        DELETE FROM imported_sessions;

        DELETE FROM sessions;

        DELETE FROM read_model_checkpoint;

        INSERT INTO read_model_checkpoint (name, seq, sessions, segments, failed_segments)
        VALUES ('read_models', 0, 0, 0, 0);
        """;
}
