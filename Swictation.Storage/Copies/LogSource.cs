using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.Chain;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>
/// Sessions of another log, read from a copy of it: that is of this version, and stands still. The log itself is only read. Of
/// lines that were exported a log is made first.
/// </summary>
internal sealed class LogSource : IDisposable
{
    private const string SelectSessions =
        """
        SELECT
            sessions.id,
            start_seq,
            start_us,
            end_us,
            end_reason,
            segments,
            words_dictated,
            characters,
            spoken_us,
            paused_us,
            latency_us,
            coalesce((SELECT max(seq) FROM events WHERE type = 'session_end' AND events.session_id = sessions.id), 0),
            coalesce((SELECT max(segments.id) FROM segments WHERE segments.session_id = sessions.id), 0),
            coalesce((SELECT max(CAST(round(timestamp * 1e6) AS INTEGER)) FROM segments WHERE segments.session_id = sessions.id), 0),
            recognisers.recogniser,
            recognisers.model,
            recognisers.sha256,
            recognisers.language,
            recognisers.settings,
            (SELECT min(segments.id) FROM segments WHERE segments.session_id = sessions.id)
        FROM sessions
        LEFT JOIN recognisers
            ON recognisers.id = (SELECT max(newest.id) FROM recognisers AS newest WHERE newest.session_id = sessions.id)
        ORDER BY start_us, sessions.id;
        """;

    private const string SelectSegments =
        $"""
        SELECT
            said.seq, said.session_id, said.at_us, said.type, said.version, said.body,
            segments.duration_s,
            segments.words,
            segments.characters,
            segments.stt_latency_ms,
            segments.total_latency_ms,
            segments.text,
            segments.recognised_us,
            segments.off_the_record,
            segments.wpm,
            measured.seq, measured.session_id, measured.at_us, measured.type, measured.version, measured.body
        FROM segments
        JOIN events AS said ON said.seq = segments.id
        LEFT JOIN events AS measured ON measured.seq = segments.id + 1 AND measured.type = 'segment_measured' AND measured.version {MeasuredBody.Versions}
        WHERE segments.session_id = @session
        ORDER BY segments.id;
        """;

    private const string HasAdditions = "SELECT EXISTS (SELECT 1 FROM annotations) OR EXISTS (SELECT 1 FROM revisions);";

    private const string SelectTotals =
        """
        SELECT events.seq, session_id, at_us, type, version, body
        FROM imported_totals
        JOIN events ON events.seq = imported_totals.id
        ORDER BY imported_totals.id;
        """;

    private const int MeasuredAt = 15;
    private const int FirstSegmentAt = 19;

    private readonly string _copy;
    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly LogLineage _lineage;
    private readonly ImportedSessions _imported;
    private readonly bool _hasAdditions;

    /// <param name="copy">Where the copy is made; removed when this is disposed.</param>
    /// <inheritdoc cref="LogCopy.Make"/>
    public LogSource(string file, string copy, TimeProvider time, ILogger logger)
    {
        (_file, _copy) = (file, copy);
        try
        {
            if (ExportedLines.Are(file)) ExportedLines.Make(file, copy, time, logger);
            else LogCopy.Make(file, copy, time, logger);
            LogCopy.Check(copy);
            _connection = DatabaseFile.OpenForReading(copy);
            _lineage = LogLineage.Read(_connection, file);
            _imported = ImportedSessions.Read(_connection);
            _hasAdditions = RawStatement.RunScalar(_connection, HasAdditions) == 1;
        }
        catch
        {
            _connection?.Dispose();
            LogCopy.Remove(copy);
            throw;
        }
    }

    /// <summary>In the order of their start.</summary>
    public IEnumerable<SourceSession> ReadSessions()
    {
        using var select = new RawStatement(_connection, SelectSessions);
        while (select.Step()) yield return SessionOf(select);
    }

    /// <summary>In the order of the log; may be read more than once.</summary>
    public IEnumerable<SourceSegment> ReadSegments(SourceSession session)
    {
        using var select = new RawStatement(_connection, SelectSegments);
        select.Bind(1, session.Number);
        while (select.Step()) yield return SegmentOf(select, session);
    }

    /// <summary>What people have added to a session, and the texts that its sentences have got later.</summary>
    public IEnumerable<SourceAddition> ReadAdditions(SourceSession session)
    {
        if (!_hasAdditions) yield break;
        foreach (var (position, added) in AdditionRows.Read(_connection, session.Number, _file))
            yield return new(added, added.Origin ?? _lineage.OriginOf(position, new(session.Origin.Session)), added is TextRevised { Of: var sentence } ? sentence : null);
    }

    /// <summary>Lifetime figures of logs that it has imported itself; numbers of sessions are those that it gave.</summary>
    public IEnumerable<TotalsImported> ReadTotals() =>
        EventRows.Read(_connection, SelectTotals, _file).Select(row => row.Event).OfType<TotalsImported>();

    public void Dispose()
    {
        _connection.Dispose();
        LogCopy.Remove(_copy);
    }

    private static string? Text(RawStatement row, int column) => row.IsNull(column) ? null : Encoding.UTF8.GetString(row.Utf8(column));

    private SourceSession SessionOf(RawStatement row)
    {
        var (number, startSeq, startUs) = (row.Int64(0), row.Int64(1), row.Int64(2));
        var isOpen = row.IsNull(3);
        var newest = Math.Max(startSeq, Math.Max(row.Int64(11), row.Int64(12)));
        var log = row.IsNull(FirstSegmentAt) ? _lineage.OriginOf(startSeq).Log : _lineage.OlderOf(startSeq, row.Int64(FirstSegmentAt));
        var origin = _imported.Find(number) ?? new Origin(log, number, _lineage.Measure(log, newest));
        var reason = isOpen ? SessionEndReason.Recovered.Name : Text(row, 4);
        return new(
            number,
            origin,
            startUs,
            isOpen ? Math.Max(startUs, row.Int64(13)) : row.Int64(3),
            reason is null ? null : new SessionEndReason(reason),
            row.Int64(9),
            new(row.Int64(5), row.Int64(6), row.Int64(7), row.Int64(8), row.Int64(10)),
            Text(row, 14) is { } recogniser ? new(recogniser, Text(row, 15), Text(row, 16), Text(row, 17), Text(row, 18)) : null);
    }

    private SourceSegment SegmentOf(RawStatement row, SourceSession session)
    {
        var stored = EventRows.StoredAt(row, 0);
        var commitment = Remains.IsForgotten(stored.Body.Span) ? CommitmentOf(stored.Body.Span) : null;
        if (EventRows.Parse(stored, _file) is SegmentImported already)
            return new(already, stored.Sequence, commitment);

        var measured = row.IsNull(MeasuredAt) ? null : EventRows.Parse(EventRows.StoredAt(row, MeasuredAt), _file) as SegmentMeasured;
        var isOffTheRecord = row.Int64(13) != 0;
        return new(
            new SegmentImported(
                new(session.Number),
                WireTime.FromMicroseconds(stored.AtMicroseconds),
                _lineage.OriginOf(stored.Sequence, new(session.Origin.Session)),
                row.Double(6),
                (int)row.Int64(7),
                (int)row.Int64(8),
                row.Double(9),
                row.Double(10),
                commitment is not null || isOffTheRecord ? null : Text(row, 11),
                measured?.StartS,
                isOffTheRecord ? null : measured?.Confidence,
                row.IsNull(12) ? null : WireTime.FromMicroseconds(row.Int64(12)),
                isOffTheRecord,
                row.Double(14)),
            stored.Sequence,
            commitment);
    }

    private static byte[] CommitmentOf(ReadOnlySpan<byte> body)
    {
        var commitment = new byte[Commitment.Bytes];
        return ChainedEvent.TryReadCommitment(body, commitment) ? commitment : Commitment.To(Guid.NewGuid().ToByteArray(), body);
    }
}
