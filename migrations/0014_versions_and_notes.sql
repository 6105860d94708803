-- Texts that sentences have got after they were recognised; the newest one counts. A row is never changed by a later event.
CREATE TABLE revisions (
    id         INTEGER PRIMARY KEY,  -- seq of its text_revised in the log
    session_id INTEGER NOT NULL,
    segment    INTEGER NOT NULL,     -- seq of the sentence
    version    INTEGER NOT NULL,     -- counted from 2
    kind       TEXT NOT NULL,        -- shaped, recognised, corrected or taken_back
    text       TEXT NOT NULL,        -- '' where it was forgotten
    author     TEXT NOT NULL,        -- user, or the name of a recogniser
    timestamp  REAL NOT NULL,        -- seconds since 1970
    searchable TEXT                  -- as segments have it
) STRICT;

CREATE INDEX revisions_of_segment
ON revisions (segment, id);

-- What people have added to sessions: titles and tags, of which the newest row counts, notes, and marks.
CREATE TABLE annotations (
    id         INTEGER PRIMARY KEY,         -- seq of its event in the log
    session_id INTEGER NOT NULL,
    kind       TEXT NOT NULL,               -- title, tag, note or mark
    text       TEXT NOT NULL,               -- '' for no title, a mark without words, and where it was forgotten
    is_on      INTEGER NOT NULL DEFAULT 1,  -- 0: the tag was taken off
    timestamp  REAL NOT NULL,               -- seconds since 1970
    marked_at  REAL,                        -- of a mark: the moment, in seconds since 1970
    start_s    REAL,                        -- the same in recorded time since the session began
    searchable TEXT
) STRICT;

CREATE INDEX annotations_of_session
ON annotations (session_id, kind, id);

-- Each has an entry in the full-text index, under the seq of its event: old words find a sentence as well as new ones.
DROP VIEW searchable_texts;

CREATE VIEW searchable_texts AS
SELECT id, coalesce(searchable, text) AS text
FROM segments
UNION ALL
SELECT id, coalesce(searchable, text) AS text
FROM revisions
UNION ALL
SELECT id, coalesce(searchable, text) AS text
FROM annotations;

-- The text is the newest one; transcript_versions has all. That nobody has changed any is asked once, not for each row: a
-- million rows take 0.15 s so, and 0.4 s otherwise.
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
        ELSE coalesce(
            CASE
                WHEN EXISTS (SELECT 1 FROM revisions)
                    THEN nullif(
                        (
                            SELECT newest.text
                            FROM revisions AS newest
                            WHERE newest.segment = segments.id
                            ORDER BY newest.id DESC
                            LIMIT 1),
                        '')
            END,
            CASE
                WHEN text <> '' OR words = 0 THEN text
                WHEN session_id IN (SELECT id FROM imported_sessions) THEN '[text not kept]'
                ELSE '[forgotten]'
            END)
    END AS text,
    words,
    wpm,
    total_latency_ms AS latency_ms,
    confidence,
    off_the_record,
    coalesce(
        CASE
            WHEN EXISTS (SELECT 1 FROM revisions)
                THEN (
                    SELECT newest.version
                    FROM revisions AS newest
                    WHERE newest.segment = segments.id
                    ORDER BY newest.id DESC
                    LIMIT 1)
        END,
        1) AS version
FROM segments;

CREATE VIEW transcript_versions AS
SELECT
    id AS seq,
    session_id,
    1 AS version,
    'recognised' AS kind,
    CASE
        WHEN off_the_record = 1 THEN '[off the record]'
        WHEN text <> '' OR words = 0 THEN text
        WHEN session_id IN (SELECT id FROM imported_sessions) THEN '[text not kept]'
        ELSE '[forgotten]'
    END AS text,
    coalesce(
        (
            SELECT used.recogniser
            FROM recognisers AS used
            WHERE used.session_id = segments.session_id AND used.id < segments.id
            ORDER BY used.id DESC
            LIMIT 1),
        '') AS by,
    timestamp AS at,
    id AS event,
    NOT EXISTS (SELECT 1 FROM revisions AS later WHERE later.segment = segments.id) AS is_chosen
FROM segments
UNION ALL
SELECT
    revisions.segment,
    revisions.session_id,
    revisions.version,
    revisions.kind,
    CASE revisions.text WHEN '' THEN '[forgotten]' ELSE revisions.text END,
    revisions.author,
    revisions.timestamp,
    revisions.id,
    NOT EXISTS (
        SELECT 1
        FROM revisions AS later
        WHERE later.segment = revisions.segment AND later.id > revisions.id)
FROM revisions
JOIN segments ON segments.id = revisions.segment;

CREATE VIEW session_titles AS
SELECT session_id, text AS title
FROM annotations AS titled
WHERE kind = 'title' AND text <> '' AND NOT EXISTS (
    SELECT 1
    FROM annotations AS later
    WHERE later.session_id = titled.session_id AND later.kind = 'title' AND later.id > titled.id);

CREATE VIEW session_tags AS
SELECT session_id, text AS tag
FROM annotations AS tagged
WHERE kind = 'tag' AND is_on = 1 AND text <> '' AND NOT EXISTS (
    SELECT 1
    FROM annotations AS later
    WHERE later.session_id = tagged.session_id AND later.kind = 'tag' AND later.id > tagged.id AND later.text = tagged.text);

CREATE VIEW session_notes AS
SELECT id AS seq, session_id, timestamp AS at, CASE text WHEN '' THEN '[forgotten]' ELSE text END AS text
FROM annotations
WHERE kind = 'note';

CREATE VIEW session_marks AS
SELECT id AS seq, session_id, marked_at AS at, start_s, text
FROM annotations
WHERE kind = 'mark';

CREATE TRIGGER guard_revisions_insert
BEFORE INSERT ON revisions
BEGIN
    SELECT RAISE(ABORT, 'revisions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_revisions_update
BEFORE UPDATE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'revisions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_revisions_delete
BEFORE DELETE ON revisions
BEGIN
    SELECT RAISE(ABORT, 'revisions follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_annotations_insert
BEFORE INSERT ON annotations
BEGIN
    SELECT RAISE(ABORT, 'annotations follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_annotations_update
BEFORE UPDATE ON annotations
BEGIN
    SELECT RAISE(ABORT, 'annotations follows the events and is not written to: swictation-replay rebuild makes it anew');
END;

CREATE TRIGGER guard_annotations_delete
BEFORE DELETE ON annotations
BEGIN
    SELECT RAISE(ABORT, 'annotations follows the events and is not written to: swictation-replay rebuild makes it anew');
END;
