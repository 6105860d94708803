-- The event log: the only truth. Everything else in this database can be rebuilt from it.
CREATE TABLE events (
    seq        INTEGER PRIMARY KEY,  -- contiguous from 1, never used again
    session_id INTEGER,              -- NULL outside any session
    at_us      INTEGER NOT NULL,     -- microseconds since 1970, UTC
    type       TEXT NOT NULL,
    version    INTEGER NOT NULL,     -- of the body's form
    body       TEXT NOT NULL         -- the JSON line as it is sent, without its newline
) STRICT;

-- The stored past is not edited, whoever opens the file.
CREATE TRIGGER events_refuse_update
BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never updated');
END;

CREATE TRIGGER events_refuse_delete
BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never deleted');
END;

-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER events_refuse_replace
BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'events are never replaced');
END;

-- The few events by which a place in the log is found. With OR, because from type = 'x' SQLite does not conclude
-- that type IN ('x', 'y'), and would not use the index.
CREATE INDEX events_landmarks
ON events (type, seq, session_id)
WHERE type = 'session_start' OR type = 'session_end' OR type = 'state_change' OR type = 'metrics_update';

CREATE INDEX events_session_bounds
ON events (session_id, type, seq)
WHERE type = 'session_start' OR type = 'session_end';

CREATE INDEX events_transcriptions
ON events (session_id, seq)
WHERE type = 'transcription';

-- Positions mean something only together with the log they belong to.
CREATE TABLE log_identity (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    log_id TEXT NOT NULL
) STRICT;

INSERT INTO log_identity (id, log_id)
VALUES (1, lower(hex(randomblob(16))));
