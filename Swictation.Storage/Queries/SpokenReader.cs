using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Wire;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>Reads transcriptions with the times of their speech. One thread at a time.</summary>
internal sealed class SpokenReader(SqliteConnection connection) : IDisposable
{
    // The view says what is shown in place of a text; the measurement stands directly behind its transcription in the log. What
    // was imported has it in itself.
    public const string Columns =
        $"""
        SELECT
            said.seq,
            timed.timestamp,
            timed.start_time,
            timed.duration_s,
            said.text,
            said.words,
            said.wpm,
            said.latency_ms,
            said.off_the_record,
            said.confidence,
            measured.body,
            said.version
        FROM transcripts AS said
        CROSS JOIN segments AS timed ON timed.id = said.seq
        LEFT JOIN events AS measured
            ON measured.seq = said.seq + (said.session_id NOT IN (SELECT id FROM imported_sessions))
                AND (
                    measured.type = 'segment_measured' AND measured.version {MeasuredBody.Versions}
                    OR measured.type = 'segment_imported' AND measured.version = 1)

        """;

    private const string One = Columns +
        """
        WHERE said.seq = @seq;
        """;

    private readonly RawStatement _one = new(connection, One);

    /// <summary>A transcription of a session; null where there is none, or it was taken away meanwhile.</summary>
    public SpokenTranscript? Read(SessionId session, long sequence) =>
        _one.Bind(1, sequence).ReadAll(row => RowOf(row, session)).FirstOrDefault();

    /// <param name="row">Of a query that begins with <see cref="Columns"/>.</param>
    public static SpokenTranscript RowOf(RawStatement row, SessionId session)
    {
        var (startS, words, origin) = row.IsNull(10) ? default : MeasuredPlace.Read(row.Utf8(10));
        return new(
            row.Int64(0),
            session,
            WireTime.FromSeconds(row.Double(1)),
            WireTime.FromSeconds(row.Double(2)),
            row.Double(3),
            startS,
            row.Text(4),
            (int)row.Int64(5),
            row.Double(6),
            row.Double(7),
            row.Int64(8) != 0,
            row.IsNull(9) ? null : row.Double(9),
            words,
            (int)row.Int64(11))
        {
            Origin = origin,
        };
    }

    public void Dispose() => _one.Dispose();
}
