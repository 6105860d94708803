-- How many rows the read models have, so that a start notices when some are missing. NULL where nobody has compared them
-- with the events yet.
ALTER TABLE read_model_checkpoint ADD COLUMN sessions INTEGER;

ALTER TABLE read_model_checkpoint ADD COLUMN segments INTEGER;

ALTER TABLE read_model_checkpoint ADD COLUMN failed_segments INTEGER;

UPDATE read_model_checkpoint
SET sessions = 0, segments = 0, failed_segments = 0
WHERE seq = 0;

-- Every table refuses whoever is not the daemon, with the command that does it right. Its connection alone has triggers
-- switched off (SQLITE_DBCONFIG_ENABLE_TRIGGER).

CREATE TRIGGER guard_events_insert
BEFORE INSERT ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never inserted by others: swictation-daemon start begins to record');
END;

CREATE TRIGGER guard_log_identity_insert
BEFORE INSERT ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'log_identity is never written to: swictation-daemon --db PATH begins another log');
END;

CREATE TRIGGER guard_log_identity_update
BEFORE UPDATE ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'log_identity is never written to: swictation-daemon --db PATH begins another log');
END;

CREATE TRIGGER guard_log_identity_delete
BEFORE DELETE ON log_identity
BEGIN
    SELECT RAISE(ABORT, 'log_identity is never written to: swictation-daemon --db PATH begins another log');
END;

-- What is made from the events.

CREATE TRIGGER guard_sessions_insert
BEFORE INSERT ON sessions
BEGIN
    SELECT RAISE(ABORT, 'sessions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_sessions_update
BEFORE UPDATE ON sessions
BEGIN
    SELECT RAISE(ABORT, 'sessions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_sessions_delete
BEFORE DELETE ON sessions
BEGIN
    SELECT RAISE(ABORT, 'sessions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_segments_insert
BEFORE INSERT ON segments
BEGIN
    SELECT RAISE(ABORT, 'segments follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_segments_update
BEFORE UPDATE ON segments
BEGIN
    SELECT RAISE(ABORT, 'segments follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_segments_delete
BEFORE DELETE ON segments
BEGIN
    SELECT RAISE(ABORT, 'segments follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_failed_segments_insert
BEFORE INSERT ON failed_segments
BEGIN
    SELECT RAISE(ABORT, 'failed_segments follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_failed_segments_update
BEFORE UPDATE ON failed_segments
BEGIN
    SELECT RAISE(ABORT, 'failed_segments follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_failed_segments_delete
BEFORE DELETE ON failed_segments
BEGIN
    SELECT RAISE(ABORT, 'failed_segments follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_read_model_checkpoint_insert
BEFORE INSERT ON read_model_checkpoint
BEGIN
    SELECT RAISE(ABORT, 'read_model_checkpoint follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_read_model_checkpoint_update
BEFORE UPDATE ON read_model_checkpoint
BEGIN
    SELECT RAISE(ABORT, 'read_model_checkpoint follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_read_model_checkpoint_delete
BEFORE DELETE ON read_model_checkpoint
BEGIN
    SELECT RAISE(ABORT, 'read_model_checkpoint follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_lifetime_stats_update
INSTEAD OF UPDATE ON lifetime_stats
BEGIN
    SELECT RAISE(ABORT, 'lifetime_stats follows the events and is not written to: swictation-replay rebuild makes it anew');
END;
