namespace Swictation.Storage.Tests.Guarded;

/// <summary>What migrations have made, taken away again, so that a log is as an earlier version has left it.</summary>
internal static class EarlierSchema
{
    /// <summary>Before words of scripts without blanks were found, and anything was forgotten.</summary>
    public const string BackToTen =
        """
        DROP TABLE event_chain;
        DROP TABLE chain_origin;
        DROP TABLE removed_events;
        DROP TABLE forgetting;
        DROP TABLE forgetting_files;
        ALTER TABLE events DROP COLUMN salt;
        DROP VIEW searchable_texts;
        ALTER TABLE segments DROP COLUMN searchable;
        DROP TABLE search_index;
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema
        SET sql = 'CREATE VIRTUAL TABLE transcripts_fts USING fts5 (text, content = ''segments'', content_rowid = ''id'')'
        WHERE name = 'transcripts_fts';
        PRAGMA writable_schema = RESET;
        INSERT INTO transcripts_fts (transcripts_fts) VALUES ('rebuild');
        PRAGMA user_version = 10;
        """;
}
