-- The full-text index stands on texts in which words of scripts without blanks stand each by itself. NULL where that is the
-- text itself.
ALTER TABLE segments ADD COLUMN searchable TEXT;

CREATE VIEW searchable_texts AS
SELECT id, coalesce(searchable, text) AS text
FROM segments;

-- The index stays and goes on finding what it found: most entries are right as they are, and the others are made anew in
-- idle moments. Only where it reads the texts changes.
PRAGMA writable_schema = ON;

UPDATE sqlite_schema
SET sql = 'CREATE VIRTUAL TABLE transcripts_fts USING fts5 (text, content = ''searchable_texts'', content_rowid = ''id'')'
WHERE type = 'table' AND name = 'transcripts_fts';

PRAGMA writable_schema = RESET;

CREATE TABLE search_index (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,   -- of the function that makes segments.searchable
    behind  INTEGER NOT NULL    -- segments up to this id may have the form of another version; 0: none has
) STRICT;

INSERT INTO search_index (id, version, behind)
VALUES (1, 1, coalesce((SELECT max(id) FROM segments), 0));

CREATE TRIGGER guard_search_index_insert
BEFORE INSERT ON search_index
BEGIN
    SELECT RAISE(ABORT, 'search_index follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_search_index_update
BEFORE UPDATE ON search_index
BEGIN
    SELECT RAISE(ABORT, 'search_index follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_search_index_delete
BEFORE DELETE ON search_index
BEGIN
    SELECT RAISE(ABORT, 'search_index follows the events and is not written to: swictation-replay rebuild makes it anew');
END;
