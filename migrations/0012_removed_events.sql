-- Positions whose events were taken out of the log, by a rule or because a user had them forgotten. With the events that
-- are there they make all positions from 1 on, each once. The event that says so was appended in the same transaction.
CREATE TABLE removed_events (
    first  INTEGER PRIMARY KEY,      -- the first position of the range
    last   INTEGER NOT NULL,         -- the last one
    reason TEXT NOT NULL,            -- retention or forgotten
    event  INTEGER NOT NULL          -- seq of the events_removed in the log
) STRICT;

CREATE TRIGGER guard_removed_events_insert
BEFORE INSERT ON removed_events
BEGIN
    SELECT RAISE(ABORT, 'removed_events is never written to: it says what the daemon has taken out of the log');
END;

CREATE TRIGGER guard_removed_events_update
BEFORE UPDATE ON removed_events
BEGIN
    SELECT RAISE(ABORT, 'removed_events is never written to: it says what the daemon has taken out of the log');
END;

CREATE TRIGGER guard_removed_events_delete
BEFORE DELETE ON removed_events
BEGIN
    SELECT RAISE(ABORT, 'removed_events is never written to: it says what the daemon has taken out of the log');
END;
