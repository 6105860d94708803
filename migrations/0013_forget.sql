-- A random number beside the body of each event that can carry words of the user, destroyed with them. What is left of a
-- forgotten event has the SHA-256 of both: without the number nobody can try out what it was. NULL in rows that are older.
ALTER TABLE events ADD COLUMN salt BLOB;

-- Events that are being forgotten. A row stays until no byte of the words is left in any file, so that whoever opens the log
-- next goes on with it.
CREATE TABLE forgetting (
    seq          INTEGER PRIMARY KEY,         -- of an event
    why          TEXT NOT NULL,               -- what was asked for, as the event forgotten says it
    keeps_counts INTEGER NOT NULL,            -- 0: its figures go too
    is_removed   INTEGER NOT NULL DEFAULT 0,  -- 1: its words are not in the tables any more
    is_followed  INTEGER NOT NULL DEFAULT 1   -- 0: what else is about the same speech is still to be looked for
) STRICT;

-- Stretches of files beside the database that go with them.
CREATE TABLE forgetting_files (
    id         INTEGER PRIMARY KEY,
    path       TEXT NOT NULL,
    first_byte INTEGER,                       -- NULL: all of it
    last_byte  INTEGER
) STRICT;

-- Confidences of words say something of them. Earlier versions kept those of words that were said off the record.
INSERT INTO forgetting (seq, why, keeps_counts)
SELECT id + 1, 'off_the_record', 1
FROM segments
WHERE off_the_record = 1 AND confidence IS NOT NULL;

-- Where a text is gone, the view says why.
DROP VIEW transcripts;

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
        WHEN text = '' AND words > 0
            THEN CASE WHEN session_id IN (SELECT id FROM imported_sessions) THEN '[text not kept]' ELSE '[forgotten]' END
        ELSE text
    END AS text,
    words,
    wpm,
    total_latency_ms AS latency_ms,
    confidence,
    off_the_record
FROM segments;

CREATE TRIGGER guard_forgetting_insert
BEFORE INSERT ON forgetting
BEGIN
    SELECT RAISE(ABORT, 'forgetting is not written to: swictation-replay forget removes what was said');
END;

CREATE TRIGGER guard_forgetting_update
BEFORE UPDATE ON forgetting
BEGIN
    SELECT RAISE(ABORT, 'forgetting is not written to: swictation-replay forget removes what was said');
END;

CREATE TRIGGER guard_forgetting_delete
BEFORE DELETE ON forgetting
BEGIN
    SELECT RAISE(ABORT, 'forgetting is not written to: swictation-replay forget removes what was said');
END;

CREATE TRIGGER guard_forgetting_files_insert
BEFORE INSERT ON forgetting_files
BEGIN
    SELECT RAISE(ABORT, 'forgetting_files is not written to: swictation-replay forget removes what was said');
END;

CREATE TRIGGER guard_forgetting_files_update
BEFORE UPDATE ON forgetting_files
BEGIN
    SELECT RAISE(ABORT, 'forgetting_files is not written to: swictation-replay forget removes what was said');
END;

CREATE TRIGGER guard_forgetting_files_delete
BEFORE DELETE ON forgetting_files
BEGIN
    SELECT RAISE(ABORT, 'forgetting_files is not written to: swictation-replay forget removes what was said');
END;
