using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Reading;

/// <summary>A read-only connection with the statements of the log's readers prepared. One thread at a time.</summary>
internal sealed class ReaderConnection : IDisposable
{
    private const string SelectPage =
        """
        SELECT seq, session_id, at_us, type, version, body
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

    private const string SelectOldest =
        """
        SELECT coalesce(min(seq), 1)
        FROM events;
        """;

    private const string SelectLogId =
        """
        SELECT log_id
        FROM log_identity;
        """;

    private readonly SqliteConnection _connection;
    private readonly RawStatement _page;
    private readonly RawStatement _head;
    private readonly PageBuffer _buffer = new();

    public ReaderConnection(string path)
    {
        _connection = DatabaseFile.OpenForReading(path);
        _page = new(_connection, SelectPage);
        _head = new(_connection, SelectHead);
        Landmarks = new(_connection);
    }

    public LandmarkStatements Landmarks { get; }

    public string ReadLogId() => _connection.ExecuteScalar<string>(SelectLogId)!;

    public long ReadHead() => _head.RunScalar();

    public long ReadOldest() => _connection.ExecuteScalar<long>(SelectOldest);

    /// <summary>The read transaction ends with the reset, whatever becomes of the page.</summary>
    public EventPage ReadPage(long after)
    {
        _page.Bind(1, after).Bind(2, PageBuffer.MostEvents);
        try
        {
            while (_page.Step() && _buffer.TryAdd(_page))
            {
            }
        }
        finally
        {
            _page.Reset();
        }

        return _buffer.Take();
    }

    public void Dispose()
    {
        _page.Dispose();
        _head.Dispose();
        Landmarks.Dispose();
        _connection.Dispose();
    }
}
