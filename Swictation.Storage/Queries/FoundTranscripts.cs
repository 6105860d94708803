using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Storage.Queries;

/// <summary>
/// Transcriptions that the read models have, newest first, all or those that hold some words; given up when who asks is gone.
/// </summary>
internal static class FoundTranscripts
{
    private const string SelectFound =
        """
        SELECT
            found.seq AS Seq,
            found.session_id AS SessionId,
            found.at AS At,
            found.text AS Text,
            found.words AS Words,
            found.wpm AS Wpm,
            found.latency_ms AS LatencyMs,
            found.confidence AS Confidence,
            found.off_the_record AS OffTheRecord
        FROM

        """;

    private const string NewestTranscripts = SelectFound +
        """
            transcripts AS found
        WHERE found.seq < @before
        ORDER BY found.seq DESC
        LIMIT @limit;
        """;

    // A statement of its own: one for both would not use the index of the session.
    private const string NewestOfSession = SelectFound +
        """
            transcripts AS found
        WHERE found.session_id = @session AND found.seq < @before
        ORDER BY found.seq DESC
        LIMIT @limit;
        """;

    // From the newest match on, so that it ends with the last row that is wanted, however many there are.
    private const string MatchingTranscripts = SelectFound +
        """
            transcripts_fts
            CROSS JOIN transcripts AS found ON found.seq = transcripts_fts.rowid
        WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid < @before
            AND (@session IS NULL OR found.session_id = @session)
        ORDER BY transcripts_fts.rowid DESC
        LIMIT @limit;
        """;

    // Sentences that a later text of theirs is found by.
    private const string MatchingRevised = SelectFound +
        """
            (
                SELECT DISTINCT revisions.segment
                FROM transcripts_fts
                CROSS JOIN revisions ON revisions.id = transcripts_fts.rowid
                WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid >= (SELECT min(id) FROM revisions)) AS revised
            CROSS JOIN transcripts AS found ON found.seq = revised.segment
        WHERE found.seq < @before AND (@session IS NULL OR found.session_id = @session)
        ORDER BY found.seq DESC
        LIMIT @limit;
        """;

    /// <summary>SQLITE_INTERRUPT.</summary>
    private const int Interrupted = 9;

    /// <inheritdoc cref="ISessionHistory.ReadNewest"/>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static IReadOnlyList<FoundTranscript> ReadNewest(
        SqliteConnection connection, SessionId? session, long before, int limit, CancellationToken cancellationToken) => Interruptible(
        connection,
        () => session is { } wanted
            ? connection.Query<FoundTranscriptRow>(NewestOfSession, new { session = wanted.Value, before, limit })
            : connection.Query<FoundTranscriptRow>(NewestTranscripts, new { before, limit }),
        cancellationToken);

    /// <inheritdoc cref="ISessionHistory.Search"/>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static IReadOnlyList<FoundTranscript> Search(
        SqliteConnection connection, string words, SessionId? session, long before, int limit, CancellationToken cancellationToken) => Interruptible(
        connection,
        () =>
        {
            if (FullTextQuery.WithForms(connection, words) is not { } query) return [];

            var asked = new { words = query, before, session = session?.Value, limit };
            var found = connection.Query<FoundTranscriptRow>(MatchingTranscripts, asked).AsList();
            var revised = connection.Query<FoundTranscriptRow>(MatchingRevised, asked).AsList();
            return revised.Count == 0
                ? found
                : found.Concat(revised).DistinctBy(row => row.Seq).OrderByDescending(row => row.Seq).Take(limit);
        },
        cancellationToken);

    private static IReadOnlyList<FoundTranscript> Interruptible(
        SqliteConnection connection, Func<IEnumerable<FoundTranscriptRow>> ask, CancellationToken cancellationToken)
    {
        var handle = connection.Handle!;
        using var interrupting = cancellationToken.Register(() => raw.sqlite3_interrupt(handle));
        try
        {
            // One that is cancelled before it runs finds nothing to interrupt.
            cancellationToken.ThrowIfCancellationRequested();
            return [.. ask().Select(row => row.ToFound())];
        }
        catch (SqliteException e) when (e.SqliteErrorCode == Interrupted)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }
}
