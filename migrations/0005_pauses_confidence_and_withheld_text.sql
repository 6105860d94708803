-- The time in which a session was paused is no part of its duration. Generated columns cannot be changed, so the table is
-- made anew; logs that are older than this have no pauses.
CREATE TABLE former_sessions AS
SELECT
    id,
    start_seq,
    start_us,
    end_us,
    end_reason,
    segments,
    words_dictated,
    characters,
    spoken_us,
    latency_us
FROM sessions;

DROP TABLE sessions;

CREATE TABLE sessions (
    id             INTEGER PRIMARY KEY,
    start_seq      INTEGER NOT NULL,            -- its session_start in the log
    start_us       INTEGER NOT NULL,            -- microseconds since 1970
    end_us         INTEGER,                     -- NULL while it is open
    end_reason     TEXT,                        -- NULL for an ordinary stop
    segments       INTEGER NOT NULL DEFAULT 0,
    words_dictated INTEGER NOT NULL DEFAULT 0,
    characters     INTEGER NOT NULL DEFAULT 0,
    spoken_us      INTEGER NOT NULL DEFAULT 0,  -- 0 where the source does not tell
    paused_us      INTEGER NOT NULL DEFAULT 0,  -- of pauses that are over, and of sleep
    latency_us     INTEGER NOT NULL DEFAULT 0,  -- sum over its segments
    start_time     REAL NOT NULL AS (start_us / 1e6),
    end_time       REAL AS (end_us / 1e6),
    duration_s     REAL AS (max(end_us - start_us - paused_us, 0) / 1e6),
    speaking_us    INTEGER NOT NULL AS (         -- the session itself, a second at least, where nobody knows
        CASE
            WHEN spoken_us > 0 THEN spoken_us
            WHEN end_us IS NULL THEN 0
            ELSE max(end_us - start_us - paused_us, 1000000)
        END),
    wpm            REAL NOT NULL AS (
        CASE WHEN speaking_us > 0 THEN round(words_dictated * 6e7 / speaking_us, 1) ELSE 0.0 END),
    avg_latency_ms REAL NOT NULL AS (
        CASE WHEN segments > 0 THEN round(latency_us / 1e3 / segments, 1) ELSE 0.0 END)
) STRICT;

INSERT INTO sessions (
    id, start_seq, start_us, end_us, end_reason, segments, words_dictated, characters, spoken_us, latency_us)
SELECT id, start_seq, start_us, end_us, end_reason, segments, words_dictated, characters, spoken_us, latency_us
FROM former_sessions;

DROP TABLE former_sessions;

-- How sure the recogniser was, 0 to 1; NULL where it does not say.
ALTER TABLE segments ADD COLUMN confidence REAL;

-- 1: it was said off the record; its text is withheld, and empty here, so that nobody finds it by a word.
ALTER TABLE segments ADD COLUMN off_the_record INTEGER NOT NULL DEFAULT 0;

DROP VIEW transcripts;

CREATE VIEW transcripts AS
SELECT
    id AS seq,
    session_id,
    strftime('%Y-%m-%dT%H:%M:%f', timestamp, 'unixepoch', 'localtime') AS spoken_at,
    timestamp AS at,
    CASE off_the_record WHEN 1 THEN '[off the record]' ELSE text END AS text,
    words,
    wpm,
    total_latency_ms AS latency_ms,
    confidence,
    off_the_record
FROM segments;

-- Whether what is said is off the record has to be found at a start, however long the log is.
DROP INDEX events_landmarks;

CREATE INDEX events_landmarks
ON events (type, seq, session_id)
WHERE type = 'session_start' OR type = 'session_end' OR type = 'state_change' OR type = 'metrics_update'
    OR type = 'off_the_record';
