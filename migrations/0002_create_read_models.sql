-- Read models: what the log says, in the form in which it is asked for. They follow the log by a checkpoint and can be
-- dropped and rebuilt at any time. Sums are whole numbers, so that they do not depend on the order of adding.

CREATE TABLE read_model_checkpoint (
    name TEXT PRIMARY KEY,
    seq  INTEGER NOT NULL           -- everything up to here is in the read models
) STRICT;

INSERT INTO read_model_checkpoint (name, seq)
VALUES ('read_models', 0);

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
    latency_us     INTEGER NOT NULL DEFAULT 0,  -- sum over its segments
    start_time     REAL NOT NULL AS (start_us / 1e6),
    end_time       REAL AS (end_us / 1e6),
    duration_s     REAL AS (max(end_us - start_us, 0) / 1e6),
    speaking_us    INTEGER NOT NULL AS (         -- the session itself, a second at least, where nobody knows
        CASE WHEN spoken_us > 0 THEN spoken_us WHEN end_us IS NULL THEN 0 ELSE max(end_us - start_us, 1000000) END),
    wpm            REAL NOT NULL AS (
        CASE WHEN speaking_us > 0 THEN round(words_dictated * 6e7 / speaking_us, 1) ELSE 0.0 END),
    avg_latency_ms REAL NOT NULL AS (
        CASE WHEN segments > 0 THEN round(latency_us / 1e3 / segments, 1) ELSE 0.0 END)
) STRICT;

CREATE TABLE segments (
    id               INTEGER PRIMARY KEY,      -- seq of its transcription in the log
    session_id       INTEGER NOT NULL,
    timestamp        REAL NOT NULL,            -- seconds since 1970
    duration_s       REAL NOT NULL DEFAULT 0,  -- of the speech; 0 where the source does not tell
    words            INTEGER NOT NULL,
    characters       INTEGER NOT NULL,
    text             TEXT NOT NULL,
    stt_latency_ms   REAL NOT NULL DEFAULT 0,  -- of the recogniser alone; 0 where the source does not tell
    total_latency_ms REAL NOT NULL,            -- from the end of the speech
    wpm              REAL NOT NULL
) STRICT;

CREATE INDEX segments_of_session
ON segments (session_id, id);

CREATE VIRTUAL TABLE transcripts_fts USING fts5 (text, content = 'segments', content_rowid = 'id');

CREATE VIEW transcripts AS
SELECT
    id AS seq,
    session_id,
    strftime('%Y-%m-%dT%H:%M:%f', timestamp, 'unixepoch', 'localtime') AS spoken_at,
    timestamp AS at,
    text,
    words,
    wpm,
    total_latency_ms AS latency_ms
FROM segments;

-- Over all sessions that have ended. One row, no NULL, also when there are none. Time saved: typing the same words at
-- 40 words a minute, minus the time it took to speak them.
CREATE VIEW lifetime_stats AS
WITH
ended AS (
    SELECT *
    FROM sessions
    WHERE end_us IS NOT NULL
),
total AS (
    SELECT
        coalesce(sum(words_dictated), 0) AS words,
        coalesce(sum(characters), 0) AS characters,
        count(*) AS sessions,
        coalesce(sum(duration_s), 0.0) / 60 AS minutes,
        coalesce(sum(speaking_us), 0) / 6e7 AS speaking_minutes,
        coalesce(sum(segments), 0) AS segments,
        coalesce(sum(latency_us), 0) AS latency_us
    FROM ended
)
SELECT
    1 AS id,
    words AS total_words,
    characters AS total_characters,
    sessions AS total_sessions,
    round(minutes, 3) AS total_time_minutes,
    CASE WHEN speaking_minutes > 0 THEN round(words / speaking_minutes, 1) ELSE 0.0 END AS avg_wpm,
    CASE WHEN segments > 0 THEN round(latency_us / 1e3 / segments, 1) ELSE 0.0 END AS avg_latency_ms,
    coalesce((SELECT max(wpm) FROM ended), 0.0) AS best_wpm_value,
    coalesce((SELECT id FROM ended ORDER BY wpm DESC, id LIMIT 1), 0) AS best_wpm_session,
    round(max(words / 40.0 - speaking_minutes, 0.0), 3) AS time_saved_minutes,
    coalesce((SELECT min(avg_latency_ms) FROM ended WHERE segments > 0), 0.0) AS lowest_latency_ms,
    coalesce((SELECT id FROM ended WHERE segments > 0 ORDER BY avg_latency_ms, id LIMIT 1), 0)
        AS lowest_latency_session
FROM total;
