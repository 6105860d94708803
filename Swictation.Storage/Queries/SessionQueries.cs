using Dapper;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.State;
using Swictation.Domain.Wire;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Queries;

/// <summary>
/// Asks the read models about sessions. Safe for any number of threads; no transaction outlives a question.
/// </summary>
public sealed class SessionQueries : IDisposable
{
    private const string WithoutTextOfSession =
        """
        SELECT
            start_s AS StartS,
            duration_s AS DurationS,
            at AS At,
            attempts AS Attempts,
            reason AS Reason,
            file AS File
        FROM segments_without_text
        WHERE session_id = @session
        ORDER BY start_s;
        """;

    internal const string Level =
        """
        SELECT seq
        FROM read_model_checkpoint
        WHERE name = 'read_models';
        """;

    // Also those whose title, notes or marks have the words.
    private const string MatchingSessions =
        """
        SELECT DISTINCT coalesce(said.session_id, revised.session_id, noted.session_id)
        FROM transcripts_fts
        LEFT JOIN segments AS said ON said.id = transcripts_fts.rowid
        LEFT JOIN revisions AS revised ON revised.id = transcripts_fts.rowid
        LEFT JOIN annotations AS noted ON noted.id = transcripts_fts.rowid
        WHERE transcripts_fts MATCH @words AND coalesce(said.session_id, revised.session_id, noted.session_id) IS NOT NULL;
        """;

    private const string RevisionsOf =
        """
        SELECT id AS Event, version AS Version, kind AS Kind, text AS Text, author AS Author, timestamp AS At
        FROM revisions
        WHERE segment = @sentence
        ORDER BY id;
        """;

    private const string VersionsOfSession =
        """
        SELECT
            seq AS Sentence, event AS Event, version AS Version, kind AS Kind, text AS Text, by AS Author, at AS At
        FROM transcript_versions
        WHERE session_id = @session AND seq IN (SELECT segment FROM revisions WHERE session_id = @session)
        ORDER BY seq, version, event;
        """;

    private const string AnnotationsOfSession =
        """
        SELECT
            id AS Event, kind AS Kind, text AS Text, is_on AS IsOn, timestamp AS At, marked_at AS MarkedAt, start_s AS StartS
        FROM annotations
        WHERE session_id = @session
        ORDER BY id;
        """;

    // Without an index: to look at each row once is what there is to do.
    private const string Figures =
        """
        SELECT
            CASE WHEN @by_session THEN session_id ELSE CAST(start_time / 900 AS INTEGER) END AS Part,
            count(*) AS Segments,
            sum(words) AS Words,
            sum(CASE WHEN duration_s > 0 THEN words ELSE 0 END) AS MeasuredWords,
            sum(duration_s) AS SpokenS,
            sum(total_latency_ms) AS LatencyMs,
            sum(stt_latency_ms) AS RecognitionMs
        FROM segments
        WHERE start_time >= @from AND start_time < @until
        GROUP BY 1
        ORDER BY 1;
        """;

    private readonly QueryConnections _connections;

    /// <param name="isOpen">True for a log that this process has looked at before, as the one that it has open.</param>
    /// <exception cref="DatabaseOpenException">There is no event log of this version at the path.</exception>
    public SessionQueries(string path, bool isOpen = false)
    {
        Path = DatabaseName.Resolve(path);
        if (!isOpen) DatabaseInspector.CheckForReading(Path);
        _connections = new(Path);
    }

    /// <summary>The database, behind its links.</summary>
    public string Path { get; }

    /// <summary>Sessions in the order of their start, newest first.</summary>
    /// <param name="before">Only those behind this one; null for all.</param>
    public IReadOnlyList<SessionSummary> ListSessions(int limit, SessionId? before = null)
    {
        using var rented = _connections.Rent();
        return SessionRows.ReadNewest(rented.Connection, limit, before);
    }

    /// <summary>The session that was started last, and was not imported; null when there is none.</summary>
    public SessionSummary? FindLastSession()
    {
        using var rented = _connections.Rent();
        return SessionRows.FindLastRecorded(rented.Connection);
    }

    public SessionSummary? FindSession(SessionId session)
    {
        using var rented = _connections.Rent();
        return SessionRows.Find(rented.Connection, session);
    }

    /// <summary>
    /// The transcriptions that the read models have of each of some sessions, in the order of their speech, a page at a time,
    /// however many there are.
    /// </summary>
    internal SpokenPages OpenSpoken() => new(_connections);

    /// <summary>The segments of a session that the recogniser failed on, by where they were spoken.</summary>
    public IReadOnlyList<SegmentWithoutText> ReadWithoutText(SessionId session)
    {
        using var rented = _connections.Rent();
        var connection = rented.Connection;
        var rows = connection.Query<SegmentWithoutTextRow>(WithoutTextOfSession, new { session = session.Value });
        return [.. rows.Select(row => row.In(session))];
    }

    /// <summary>The position in the log up to which the read models have everything.</summary>
    public long ReadLevel()
    {
        using var rented = _connections.Rent();
        var connection = rented.Connection;
        return connection.QuerySingle<long>(Level);
    }

    /// <summary>The transcriptions that the read models have, newest first.</summary>
    /// <inheritdoc cref="ISessionHistory.ReadNewest"/>
    public IReadOnlyList<FoundTranscript> ReadNewest(
        SessionId? session, long before, int limit, CancellationToken cancellationToken)
    {
        using var rented = _connections.Rent();
        return FoundTranscripts.ReadNewest(rented.Connection, session, before, limit, cancellationToken);
    }

    /// <inheritdoc cref="ISessionHistory.Search"/>
    public IReadOnlyList<FoundTranscript> Search(
        string words, SessionId? session, long before, int limit, CancellationToken cancellationToken)
    {
        using var rented = _connections.Rent();
        return FoundTranscripts.Search(rented.Connection, words, session, before, limit, cancellationToken);
    }

    /// <summary>
    /// Looks for words and puts what it finds in an order, the best first; those of the last moments may be missing.
    /// </summary>
    public SearchResult Search(SearchOrder order)
    {
        using var rented = _connections.Rent();
        return RankedSearch.Run(rented.Connection, order);
    }

    /// <summary>The later texts of a sentence that the read models have, in the order of the log.</summary>
    public IReadOnlyList<TextVersion> ReadRevisions(long sentence)
    {
        using var rented = _connections.Rent();
        return [.. rented.Connection.Query<TextVersionRow>(RevisionsOf, new { sentence }).Select(row => row.ToVersion())];
    }

    /// <summary>All texts of those sentences of a session that have several, the first ones too, by sentence and in order.</summary>
    public IReadOnlyList<(long Sentence, TextVersion Version)> ReadVersions(SessionId session)
    {
        using var rented = _connections.Rent();
        return
        [
            .. rented.Connection.Query<TextVersionRow>(VersionsOfSession, new { session = session.Value })
                .Select(row => (row.Sentence, row.ToVersion())),
        ];
    }

    /// <summary>What people have added to a session, in the order of the log.</summary>
    public SessionAdditions ReadAdditions(SessionId session)
    {
        using var rented = _connections.Rent();
        return AnnotationRow.Fold(rented.Connection.Query<AnnotationRow>(AnnotationsOfSession, new { session = session.Value }));
    }

    /// <inheritdoc cref="DeliveryRows.Read"/>
    internal DeliveryHistory ReadDeliveries(long start, long end)
    {
        using var rented = _connections.Rent();
        return DeliveryRows.Read(rented.Connection, start, end);
    }

    /// <summary>The sessions that have notes or marks.</summary>
    public IReadOnlySet<SessionId> FindAnnotated()
    {
        using var rented = _connections.Rent();
        return rented.Connection.Query<long>("SELECT DISTINCT session_id FROM annotations WHERE kind IN ('note', 'mark');")
            .Select(id => new SessionId(id)).ToHashSet();
    }

    /// <summary>
    /// The sessions in which all of these words stand in one text: a transcription, a title, a tag, a note or a mark. Those of the last
    /// moments may be missing.
    /// </summary>
    public IReadOnlySet<SessionId> FindSessionsWith(string words)
    {
        using var rented = _connections.Rent();
        if (FullTextQuery.WithForms(rented.Connection, words) is not { } query) return new HashSet<SessionId>();

        return rented.Connection.Query<long>(MatchingSessions, new { words = query }).Select(id => new SessionId(id)).ToHashSet();
    }

    /// <summary>What was said, by sessions or by quarters of an hour in which something was; what the read models have of it.</summary>
    public IReadOnlyList<SpeechFigures> ReadFigures(DateTimeOffset from, DateTimeOffset until, bool bySession)
    {
        using var rented = _connections.Rent();
        return
        [
            .. rented.Connection.Query<SpeechFigures>(
                Figures, new { from = WireTime.ToSeconds(from), until = WireTime.ToSeconds(until), by_session = bySession }),
        ];
    }

    public void Dispose() => _connections.Dispose();
}
