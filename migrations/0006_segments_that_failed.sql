-- What the recogniser has failed on: a row for each attempt, so that what was said and has no text can be found.
CREATE TABLE failed_segments (
    id         INTEGER PRIMARY KEY,         -- seq of its segment_failed in the log
    session_id INTEGER NOT NULL,
    timestamp  REAL NOT NULL,               -- seconds since 1970
    start_s    REAL NOT NULL,               -- where the speech begins, in recorded audio since the session began
    duration_s REAL NOT NULL,
    reason     TEXT NOT NULL,
    file       TEXT,                        -- that keeps its audio; NULL where this attempt did not keep it
    is_settled INTEGER NOT NULL DEFAULT 0   -- 1: a later attempt found text there, or that nothing was said
) STRICT;

CREATE INDEX failed_segments_without_text
ON failed_segments (session_id, start_s)
WHERE is_settled = 0;

-- Segments that have no text, once each, however often they were tried.
CREATE VIEW segments_without_text AS
SELECT
    session_id,
    start_s,
    max(duration_s) AS duration_s,
    min(timestamp) AS at,
    count(*) AS attempts,
    (
        SELECT reason
        FROM failed_segments AS newest
        WHERE newest.session_id = failed.session_id AND newest.start_s = failed.start_s AND newest.is_settled = 0
        ORDER BY newest.id DESC
        LIMIT 1) AS reason,
    max(file) AS file
FROM failed_segments AS failed
WHERE is_settled = 0
GROUP BY session_id, start_s;

-- The read models have these events behind them already.
INSERT INTO failed_segments (id, session_id, timestamp, start_s, duration_s, reason, file)
SELECT
    failed.seq,
    failed.session_id,
    failed.at_us / 1e6,
    min(max(CAST(coalesce(failed.body ->> 'start_s', 0) AS REAL), 0.0), 1e9),
    min(max(CAST(coalesce(failed.body ->> 'duration_s', 0) AS REAL), 0.0), 1e9),
    CAST(coalesce(failed.body ->> 'error', '') AS TEXT),
    CASE WHEN json_valid(kept.body) THEN CAST(kept.body ->> 'file' AS TEXT) END
FROM events AS failed
LEFT JOIN events AS kept
    ON kept.seq = failed.seq + 1
    AND kept.seq <= (SELECT seq FROM read_model_checkpoint WHERE name = 'read_models')
    AND kept.session_id = failed.session_id AND kept.type = 'audio_kept' AND kept.version = 1
WHERE failed.type = 'segment_failed' AND failed.version = 1 AND failed.session_id IS NOT NULL
    AND json_valid(failed.body)
    AND failed.seq <= (SELECT seq FROM read_model_checkpoint WHERE name = 'read_models');

UPDATE failed_segments
SET is_settled = 1
FROM (
    SELECT
        seq,
        session_id,
        CAST(coalesce(body ->> 'start_s', 0) AS REAL) AS start_s,
        CAST(coalesce(body ->> 'duration_s', 0) AS REAL) AS duration_s
    FROM events
    WHERE type = 'segment_measured' AND version = 1 AND json_valid(body)
        AND session_id IN (SELECT session_id FROM failed_segments)
        AND seq <= (SELECT seq FROM read_model_checkpoint WHERE name = 'read_models')) AS said
WHERE failed_segments.session_id = said.session_id AND failed_segments.id < said.seq
    AND failed_segments.start_s + failed_segments.duration_s / 2
        BETWEEN said.start_s AND said.start_s + said.duration_s;
