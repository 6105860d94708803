-- Sessions of other logs, and of the database of the original. Like all read models they are made from the events:
-- what was imported twice is here once, because no two have the same origin.
CREATE TABLE imported_sessions (
    id      INTEGER PRIMARY KEY,      -- its number here, as in sessions
    log     TEXT NOT NULL,            -- name of the log it comes from
    session INTEGER NOT NULL,         -- its number there
    UNIQUE (log, session)
) STRICT;

-- What another log says of all its sessions, some of which it may not have any more.
CREATE TABLE imported_totals (
    id                     INTEGER PRIMARY KEY,   -- seq of its totals_imported in the log
    log                    TEXT NOT NULL UNIQUE,
    words                  INTEGER NOT NULL,
    characters             INTEGER NOT NULL,
    sessions               INTEGER NOT NULL,
    segments               INTEGER NOT NULL,
    minutes                REAL NOT NULL,
    wpm                    REAL NOT NULL,
    latency_ms             REAL NOT NULL,
    saved_minutes          REAL NOT NULL,
    best_wpm               REAL,
    best_wpm_session       INTEGER,               -- its number here
    lowest_latency_ms      REAL,
    lowest_latency_session INTEGER                -- its number here
) STRICT;

-- An imported session is older than its number says: lists go by the start.
CREATE INDEX sessions_by_start ON sessions (start_us);

-- Speech without text that is not off the record was imported from where texts are not kept.
DROP VIEW transcripts;

CREATE VIEW transcripts AS
SELECT
    id AS seq,
    session_id,
    strftime('%Y-%m-%dT%H:%M:%f', timestamp, 'unixepoch', 'localtime') AS spoken_at,
    timestamp AS at,
    CASE
        WHEN off_the_record = 1 THEN '[off the record]'
        WHEN text = '' AND words > 0 THEN '[text not kept]'
        ELSE text
    END AS text,
    words,
    wpm,
    total_latency_ms AS latency_ms,
    confidence,
    off_the_record
FROM segments;

DROP VIEW lifetime_stats;

-- Over all sessions that have ended. One row, no NULL, also when there are none. Time saved: typing the same words at
-- 40 words a minute, minus the time it took to speak them. Where a log was imported with its totals, those count in place
-- of its sessions.
CREATE VIEW lifetime_stats AS
WITH
ended AS (
    SELECT *
    FROM sessions
    WHERE end_us IS NOT NULL
),
counted AS (
    SELECT *
    FROM ended
    WHERE NOT EXISTS (
        SELECT 1
        FROM imported_sessions
        JOIN imported_totals ON imported_totals.log = imported_sessions.log
        WHERE imported_sessions.id = ended.id)
),
own AS (
    SELECT
        coalesce(sum(words_dictated), 0) AS words,
        coalesce(sum(characters), 0) AS characters,
        count(*) AS sessions,
        coalesce(sum(duration_s), 0.0) / 60 AS minutes,
        coalesce(sum(speaking_us), 0) / 6e7 AS speaking_minutes,
        coalesce(sum(segments), 0) AS segments,
        coalesce(sum(latency_us), 0) / 1e3 AS latency_ms
    FROM counted
),
imported AS (
    SELECT
        coalesce(sum(words), 0) AS words,
        coalesce(sum(characters), 0) AS characters,
        coalesce(sum(sessions), 0) AS sessions,
        coalesce(sum(minutes), 0.0) AS minutes,
        coalesce(sum(CASE WHEN wpm > 0 THEN words / wpm ELSE minutes END), 0.0) AS speaking_minutes,
        coalesce(sum(segments), 0) AS segments,
        coalesce(sum(latency_ms * segments), 0.0) AS latency_ms,
        coalesce(sum(saved_minutes), 0.0) AS saved_minutes
    FROM imported_totals
),
total AS (
    SELECT
        own.words + imported.words AS words,
        own.characters + imported.characters AS characters,
        own.sessions + imported.sessions AS sessions,
        own.minutes + imported.minutes AS minutes,
        own.speaking_minutes + imported.speaking_minutes AS speaking_minutes,
        own.segments + imported.segments AS segments,
        own.latency_ms + imported.latency_ms AS latency_ms,
        max(own.words / 40.0 - own.speaking_minutes, 0.0) + imported.saved_minutes AS saved_minutes
    FROM own, imported
),
rates AS (
    SELECT wpm, id
    FROM ended
    UNION ALL
    SELECT best_wpm, coalesce(best_wpm_session, 0)
    FROM imported_totals
    WHERE best_wpm IS NOT NULL
),
latencies AS (
    SELECT avg_latency_ms AS latency_ms, id
    FROM ended
    WHERE segments > 0
    UNION ALL
    SELECT lowest_latency_ms, coalesce(lowest_latency_session, 0)
    FROM imported_totals
    WHERE lowest_latency_ms IS NOT NULL
)
SELECT
    1 AS id,
    words AS total_words,
    characters AS total_characters,
    sessions AS total_sessions,
    round(minutes, 3) AS total_time_minutes,
    CASE WHEN speaking_minutes > 0 THEN round(words / speaking_minutes, 1) ELSE 0.0 END AS avg_wpm,
    CASE WHEN segments > 0 THEN round(latency_ms / segments, 1) ELSE 0.0 END AS avg_latency_ms,
    coalesce((SELECT max(wpm) FROM rates), 0.0) AS best_wpm_value,
    coalesce((SELECT id FROM rates ORDER BY wpm DESC, id LIMIT 1), 0) AS best_wpm_session,
    round(saved_minutes, 3) AS time_saved_minutes,
    coalesce((SELECT min(latency_ms) FROM latencies), 0.0) AS lowest_latency_ms,
    coalesce((SELECT id FROM latencies ORDER BY latency_ms, id LIMIT 1), 0) AS lowest_latency_session
FROM total;

CREATE TRIGGER guard_lifetime_stats_update
INSTEAD OF UPDATE ON lifetime_stats
BEGIN
    SELECT RAISE(ABORT, 'lifetime_stats follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_imported_sessions_insert
BEFORE INSERT ON imported_sessions
BEGIN
    SELECT RAISE(ABORT, 'imported_sessions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_imported_sessions_update
BEFORE UPDATE ON imported_sessions
BEGIN
    SELECT RAISE(ABORT, 'imported_sessions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_imported_sessions_delete
BEFORE DELETE ON imported_sessions
BEGIN
    SELECT RAISE(ABORT, 'imported_sessions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_imported_totals_insert
BEFORE INSERT ON imported_totals
BEGIN
    SELECT RAISE(ABORT, 'imported_totals follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_imported_totals_update
BEFORE UPDATE ON imported_totals
BEGIN
    SELECT RAISE(ABORT, 'imported_totals follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_imported_totals_delete
BEFORE DELETE ON imported_totals
BEGIN
    SELECT RAISE(ABORT, 'imported_totals follows the events and is not written to: swictation-replay rebuild makes it anew');
END;
