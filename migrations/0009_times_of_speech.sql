-- When speech became text that was recognised later, in microseconds since 1970: its events have the time at which it
-- ended. NULL where timestamp says that.
ALTER TABLE segments ADD COLUMN recognised_us INTEGER;

-- When the speech began, in seconds since 1970. The time of an event is that of its append, or of the end of speech that
-- was recognised later.
ALTER TABLE segments ADD COLUMN start_time REAL NOT NULL AS (
    timestamp - duration_s - CASE WHEN recognised_us IS NULL THEN total_latency_ms / 1e3 ELSE 0.0 END);

DROP VIEW transcripts;

-- Times in UTC are in the order of speech, whatever becomes of the time zone.
CREATE VIEW transcripts AS
SELECT
    id AS seq,
    session_id,
    strftime('%Y-%m-%dT%H:%M:%fZ', start_time, 'unixepoch') AS spoken_at,
    strftime('%Y-%m-%dT%H:%M:%f', start_time, 'unixepoch', 'localtime')
        || CASE
            WHEN datetime(start_time, 'unixepoch', 'localtime') < datetime(start_time, 'unixepoch') THEN '-'
            ELSE '+'
        END
        || strftime(
            '%H:%M',
            abs(strftime('%s', start_time, 'unixepoch', 'localtime') - strftime('%s', start_time, 'unixepoch')),
            'unixepoch') AS spoken_local,
    strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(recognised_us / 1e6, timestamp), 'unixepoch') AS recognised_at,
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

-- Words per minute are over speech. Where nobody knows how long it took, there is no rate.
DROP VIEW lifetime_stats;

ALTER TABLE sessions DROP COLUMN wpm;

ALTER TABLE sessions ADD COLUMN wpm REAL NOT NULL AS (
    CASE WHEN spoken_us > 0 THEN round(words_dictated * 6e7 / spoken_us, 1) ELSE 0.0 END);

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
        coalesce(sum(CASE WHEN spoken_us > 0 THEN words_dictated END), 0) AS measured_words,
        coalesce(sum(spoken_us), 0) / 6e7 AS measured_minutes,
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
        coalesce(sum(CASE WHEN wpm > 0 THEN words END), 0) AS measured_words,
        coalesce(sum(CASE WHEN wpm > 0 THEN words / wpm END), 0.0) AS measured_minutes,
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
        own.measured_words + imported.measured_words AS measured_words,
        own.measured_minutes + imported.measured_minutes AS measured_minutes,
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
    CASE WHEN measured_minutes > 0 THEN round(measured_words / measured_minutes, 1) ELSE 0.0 END AS avg_wpm,
    CASE WHEN segments > 0 THEN round(latency_ms / segments, 1) ELSE 0.0 END AS avg_latency_ms,
    coalesce((SELECT max(wpm) FROM rates), 0.0) AS best_wpm_value,
    coalesce((SELECT id FROM rates WHERE wpm > 0 ORDER BY wpm DESC, id LIMIT 1), 0) AS best_wpm_session,
    round(saved_minutes, 3) AS time_saved_minutes,
    coalesce((SELECT min(latency_ms) FROM latencies), 0.0) AS lowest_latency_ms,
    coalesce((SELECT id FROM latencies ORDER BY latency_ms, id LIMIT 1), 0) AS lowest_latency_session
FROM total;

CREATE TRIGGER guard_lifetime_stats_update
INSTEAD OF UPDATE ON lifetime_stats
BEGIN
    SELECT RAISE(ABORT, 'lifetime_stats follows the events and is not written to: swictation-replay rebuild makes it anew');
END;
