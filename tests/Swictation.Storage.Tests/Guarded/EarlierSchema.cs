namespace Swictation.Storage.Tests.Guarded;

/// <summary>What migrations have made, taken away again, so that a log is as an earlier version has left it.</summary>
internal static class EarlierSchema
{
    /// <summary>Before words of scripts without blanks were found, and anything was forgotten.</summary>
    public const string BackToTen =
        """
        DROP VIEW transcript_versions;
        DROP VIEW session_titles;
        DROP VIEW session_tags;
        DROP VIEW session_notes;
        DROP VIEW session_marks;
        DROP VIEW transcripts;
        CREATE VIEW transcripts AS SELECT 1 AS id;
        DROP VIEW searchable_texts;
        DROP TABLE revisions;
        DROP TABLE annotations;
        DROP TABLE event_chain;
        DROP TABLE chain_origin;
        DROP TABLE removed_events;
        DROP TABLE forgetting;
        DROP TABLE forgetting_files;
        ALTER TABLE events DROP COLUMN salt;
        ALTER TABLE segments DROP COLUMN searchable;
        DROP TABLE search_index;
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema
        SET sql = 'CREATE VIRTUAL TABLE transcripts_fts USING fts5 (text, content = ''segments'', content_rowid = ''id'')'
        WHERE name = 'transcripts_fts';
        UPDATE sqlite_schema
        SET sql = replace(sql, '(type = ''metrics_update'' AND seq <= 0)', 'type = ''metrics_update''')
        WHERE name = 'events_landmarks';
        PRAGMA writable_schema = RESET;
        REINDEX events_landmarks;
        INSERT INTO transcripts_fts (transcripts_fts) VALUES ('rebuild');
        PRAGMA user_version = 10;
        """;
}
