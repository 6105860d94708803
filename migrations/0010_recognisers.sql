-- What recognised the speech of each session, from which event on: the newest row before a transcription is its recogniser.
CREATE TABLE recognisers (
    id         INTEGER PRIMARY KEY,  -- seq of its recogniser_changed in the log
    session_id INTEGER NOT NULL,
    timestamp  REAL NOT NULL,        -- seconds since 1970
    recogniser TEXT NOT NULL,
    model      TEXT,                 -- a file, a directory or a name
    sha256     TEXT,                 -- of the model
    language   TEXT,
    settings   TEXT
) STRICT;

CREATE INDEX recognisers_of_session
ON recognisers (session_id, id);

CREATE TRIGGER guard_recognisers_insert
BEFORE INSERT ON recognisers
BEGIN
    SELECT RAISE(ABORT, 'recognisers follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_recognisers_update
BEFORE UPDATE ON recognisers
BEGIN
    SELECT RAISE(ABORT, 'recognisers follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_recognisers_delete
BEFORE DELETE ON recognisers
BEGIN
    SELECT RAISE(ABORT, 'recognisers follows the events and is not written to: swictation-replay rebuild makes it anew');
END;
