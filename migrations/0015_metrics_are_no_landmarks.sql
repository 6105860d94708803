-- One metrics_update a second cost a recording a page of this index each time, and nobody looks for one far from where it is.
-- The index keeps those that it has, so that it need not be made anew; no others come into it.
PRAGMA writable_schema = ON;

UPDATE sqlite_schema
SET sql = replace(
    sql,
    'type = ''metrics_update''',
    '(type = ''metrics_update'' AND seq <= ' || (SELECT coalesce(max(seq), 0) FROM events) || ')')
WHERE type = 'index' AND name = 'events_landmarks';

PRAGMA writable_schema = RESET;

-- Whoever has the log open reads the schema again: that it was written to does not tell them.
CREATE VIEW schema_has_changed AS
SELECT 1;

DROP VIEW schema_has_changed;
