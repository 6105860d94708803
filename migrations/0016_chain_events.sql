-- Links of a chain over all events: a hash of everything up to a position, at each 256th event at least. The first one begins
-- with what chain_origin and log_identity say.
CREATE TABLE event_chain (
    seq        INTEGER PRIMARY KEY,  -- a position of the log
    hash       BLOB NOT NULL,        -- SHA-256 over the one before it and the event, as docs/architecture.md says
    since      INTEGER,              -- where events were taken out: the stretch begins behind this link
    removed_by INTEGER               -- and the events_removed that has the hash of what is left of it
) STRICT;

CREATE TABLE chain_origin (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    provable_from INTEGER NOT NULL,  -- older events were there before the log had a chain
    salvaged_from TEXT               -- log_id of the damaged log that this one was made of
) STRICT;

INSERT INTO chain_origin (id, provable_from)
SELECT 1, coalesce(max(seq), 0) + 1
FROM events;

CREATE TRIGGER guard_event_chain_insert
BEFORE INSERT ON event_chain
BEGIN
    SELECT RAISE(ABORT, 'event_chain is never written to: swictation-replay verify says what it proves');
END;

CREATE TRIGGER guard_event_chain_update
BEFORE UPDATE ON event_chain
BEGIN
    SELECT RAISE(ABORT, 'event_chain is never written to: swictation-replay verify says what it proves');
END;

CREATE TRIGGER guard_event_chain_delete
BEFORE DELETE ON event_chain
BEGIN
    SELECT RAISE(ABORT, 'event_chain is never written to: swictation-replay verify says what it proves');
END;

CREATE TRIGGER guard_chain_origin_insert
BEFORE INSERT ON chain_origin
BEGIN
    SELECT RAISE(ABORT, 'chain_origin is never written to: swictation-replay verify says what it proves');
END;

CREATE TRIGGER guard_chain_origin_update
BEFORE UPDATE ON chain_origin
BEGIN
    SELECT RAISE(ABORT, 'chain_origin is never written to: swictation-replay verify says what it proves');
END;

CREATE TRIGGER guard_chain_origin_delete
BEFORE DELETE ON chain_origin
BEGIN
    SELECT RAISE(ABORT, 'chain_origin is never written to: swictation-replay verify says what it proves');
END;
