-- A random number beside the body of each event that can carry words of the user, destroyed with them. What is left of a
-- forgotten event has the SHA-256 of both: without the number nobody can try out what it was. NULL in rows that are older.
ALTER TABLE events ADD COLUMN salt BLOB;

-- Events that are being forgotten. A row stays until no byte of the words is left in any file, so that whoever opens the log
-- next goes on with it.
CREATE TABLE forgetting (
    seq          INTEGER PRIMARY KEY,         -- of an event
    why          TEXT NOT NULL,               -- what was asked for, as the event forgotten says it
    keeps_counts INTEGER NOT NULL,            -- 0: its figures go too
    is_removed   INTEGER NOT NULL DEFAULT 0   -- 1: its words are not in the tables any more
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
