namespace Swictation.Storage.ReadModels;

/// <summary>
/// The rows of what was added to sessions later, on the terms of <see cref="ProjectionSql"/>: a row for each event, which no
/// later event changes. Whether the sentence is there of which a text speaks is for the views to see.
/// </summary>
internal static class RevisionSql
{
    private const string AddRevisions =
        """
        INSERT INTO revisions (id, session_id, segment, version, kind, text, author, timestamp)
        SELECT
            seq,
            session_id,
            CAST(coalesce(body ->> 'of', 0) AS INTEGER),
            min(max(CAST(coalesce(body ->> 'version', 2) AS INTEGER), 2), 1000000000),
            CAST(coalesce(body ->> 'kind', '') AS TEXT),
            CAST(coalesce(body ->> 'text', '') AS TEXT),
            CAST(coalesce(body ->> 'by', '') AS TEXT),
            at_us / 1e6
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to
            AND type = 'text_revised' AND version = 1 AND session_id IS NOT NULL AND json_valid(body);
        """;

    private const string AddAnnotations =
        """
        INSERT INTO annotations (id, session_id, kind, text, is_on, timestamp, marked_at, start_s)
        SELECT
            seq,
            session_id,
            CASE type WHEN 'session_titled' THEN 'title' WHEN 'session_tagged' THEN 'tag' WHEN 'session_noted' THEN 'note' ELSE 'mark' END,
            CAST(coalesce(body ->> 'title', body ->> 'tag', body ->> 'text', '') AS TEXT),
            coalesce(body ->> 'on', 1) <> 0,
            at_us / 1e6,
            CASE type WHEN 'session_marked' THEN min(max(CAST(coalesce(body ->> 'marked_at', 0) AS REAL), 0.0), 1e12) END,
            CASE type WHEN 'session_marked' THEN min(max(CAST(coalesce(body ->> 'start_s', 0) AS REAL), 0.0), 1e9) END
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to
            AND type IN ('session_titled', 'session_tagged', 'session_noted', 'session_marked')
            AND version = 1 AND session_id IS NOT NULL AND json_valid(body);
        """;

    private const string MakeRevisionsSearchable =
        """
        UPDATE revisions
        SET searchable = searchable(text)
        WHERE id > @after AND id <= @up_to AND searchable(text) IS NOT NULL;
        """;

    private const string MakeAnnotationsSearchable =
        """
        UPDATE annotations
        SET searchable = searchable(text)
        WHERE id > @after AND id <= @up_to AND searchable(text) IS NOT NULL;
        """;

    public const string Clear =
        """
        DELETE FROM revisions;

        DELETE FROM annotations;

        """;

    /// <summary>In front of what makes the entries of the full-text index.</summary>
    public static readonly string[] Statements = [AddRevisions, AddAnnotations, MakeRevisionsSearchable, MakeAnnotationsSearchable];
}
