using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Storage.Chain;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Reading;

/// <summary>A read-only connection with the statements of the log's readers prepared. One thread at a time.</summary>
internal sealed class ReaderConnection : IDisposable
{
    private const string SelectPage =
        """
        SELECT seq, session_id, at_us, type, version, body, checksum
        FROM events
        WHERE seq > @after
        ORDER BY seq
        LIMIT @most;
        """;

    private const string SelectHead =
        """
        SELECT max(seq)
        FROM events;
        """;

    private const string SelectChecksummedFrom =
        """
        SELECT checksummed_from
        FROM log_identity;
        """;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly RawStatement _page;
    private readonly RawStatement _head;
    private readonly RemovedRanges _removed;
    private readonly PageBuffer _buffer;
    private PastHash? _past;

    public ReaderConnection(string path)
    {
        _path = path;
        _connection = DatabaseFile.OpenForReading(path);
        ChecksummedFrom = _connection.ExecuteScalar(SelectChecksummedFrom) is long from
            ? from
            : throw new EventLogDamagedException(path, new Reason(ReasonCode.SchemaDamaged, "it does not say from where on it has checksums"));
        _buffer = new(path, ChecksummedFrom);
        _page = new(_connection, SelectPage);
        _head = new(_connection, SelectHead);
        _removed = new(_connection);
        Landmarks = new(_connection);
    }

    public LandmarkStatements Landmarks { get; }

    /// <summary>The first event that must have a checksum.</summary>
    public long ChecksummedFrom { get; }

    /// <exception cref="EventLogDamagedException">It has none.</exception>
    public string ReadLogId() =>
        LogIdentity.Read(_connection) ?? throw new EventLogDamagedException(_path, new Reason(ReasonCode.SchemaDamaged, "its log_id is none"));

    public long ReadHead() => _head.RunScalar();

    /// <summary>
    /// The read transaction ends with the reset, whatever becomes of the page. A page ends before an event that cannot
    /// be given, and goes on behind a range whose events were taken out.
    /// </summary>
    /// <exception cref="EventLogDamagedException">
    /// The first event is missing, or is not what was written.
    /// </exception>
    public EventPage ReadPage(long after, int most = PageBuffer.MostEvents)
    {
        _buffer.Clear();
        _page.Bind(1, after).Bind(2, most);
        try
        {
            for (var expected = after + 1; _page.Step(); expected++)
            {
                var sequence = _page.Int64(0);
                if (sequence != expected && !_removed.Cover(expected, sequence - 1, _buffer.Add))
                    throw new EventLogDamagedException(_path, new Reason(ReasonCode.EventMissing, $"{expected}"));
                expected = sequence;
                if (!_buffer.TryAdd(_page)) break;
            }
        }
        catch (Exception e) when (_buffer.Count > 0 && e is (EventLogDamagedException or SqliteException))
        {
            return _buffer.Take();
        }
        finally
        {
            _page.Reset();
        }

        return _buffer.Take();
    }

    /// <inheritdoc cref="PastHash.Find"/>
    public LogHash? FindHash(long? position) =>
        (_past ??= new(_path, _connection, ChecksummedFrom)).Find(position, ReadHead());

    public void Dispose()
    {
        _past?.Dispose();
        _page.Dispose();
        _head.Dispose();
        _removed.Dispose();
        Landmarks.Dispose();
        _connection.Dispose();
    }
}
