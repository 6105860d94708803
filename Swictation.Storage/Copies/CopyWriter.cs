using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Log;
using Swictation.Storage.Observing;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>Writes to a copy that nobody else has open yet.</summary>
internal sealed class CopyWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly EventWriter _writer;
    private readonly ReadModelProjector _projector;

    public CopyWriter(string path, SqliteConnection connection, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        _writer = new(connection);
        var metrics = new LogMetrics();
        _projector = new(connection, _writer, time, metrics, new DamageJournal(path, metrics, logger), logger);
    }

    public long Head => RawStatement.RunScalar(_connection, "SELECT coalesce(max(seq), 0) FROM events;");

    /// <summary>Brings the read models level.</summary>
    /// <exception cref="SqliteException">It is damaged.</exception>
    public void Level()
    {
        var head = Head;
        while (_projector.Checkpoint < head) _projector.RunSlice(head);
        while (!_projector.IsIndexRenewed) _projector.RenewSlice();
    }

    /// <summary>Does something in one transaction, after which the read models are made anew.</summary>
    public void Rewrite(Action work)
    {
        _writer.InTransaction(() =>
        {
            work();
            _projector.ClearWithin();
        });
        _projector.AcknowledgeClear();
        Level();
    }

    /// <summary>Appends events, and does something before in the same transaction.</summary>
    public void Append(IEnumerable<EventToAppend> events, Action? before = null)
    {
        _writer.InTransaction(() =>
        {
            before?.Invoke();
            var sequence = Head;
            foreach (var appended in events) _writer.Insert(++sequence, appended);
        });
        Level();
    }

    public void Dispose()
    {
        _projector.Dispose();
        _writer.Dispose();
    }
}
