using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Log;
using Swictation.Storage.Observing;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;

namespace Swictation.Storage.Tests.ReadModels;

/// <summary>A projector on a database of its own, in memory, moved by hand.</summary>
internal sealed class ProjectorBench : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly EventWriter _writer;

    public ProjectorBench()
    {
        _connection.Open();
        new Migrator(Migration.Embedded, NullLogger.Instance).Upgrade(_connection);
        _writer = new(_connection);
        Projector = new(
            _connection,
            _writer,
            TimeProvider.System,
            new(),
            new DamageJournal("", new(), NullLogger.Instance),
            NullLogger.Instance);
    }

    public ReadModelProjector Projector { get; }

    public long Head { get; private set; }

    public void Store(IEnumerable<EventToAppend> events)
    {
        _writer.Begin();
        foreach (var e in events) _writer.Insert(++Head, e);
        _writer.Commit();
    }

    public void ProjectUpTo(long head)
    {
        while (Projector.Checkpoint < head) Projector.RunSlice(head);
    }

    /// <summary>Every row of every read model; the full text index checks itself against its table.</summary>
    public List<string> Rows()
    {
        _connection.Execute("INSERT INTO transcripts_fts (transcripts_fts, rank) VALUES ('integrity-check', 1);");
        return
        [
            .. Rows("SELECT * FROM sessions ORDER BY id;"),
            .. Rows("SELECT * FROM segments ORDER BY id;"),
            .. Rows("SELECT * FROM transcripts ORDER BY seq;"),
            .. Rows("SELECT * FROM lifetime_stats;"),
            .. Rows("SELECT * FROM failed_segments ORDER BY id;"),
            .. Rows("SELECT * FROM recognisers ORDER BY id;"),
            .. Rows("SELECT * FROM segments_without_text;"),
            .. Rows("SELECT * FROM read_model_checkpoint;"),
        ];
    }

    public List<string> Query(string sql) => [.. _connection.Query(sql).Select(row => $"{row}")];

    public void Dispose()
    {
        Projector.Dispose();
        _writer.Dispose();
        _connection.Dispose();
    }

    private IEnumerable<string> Rows(string sql) => _connection
        .Query(sql)
        .Select(row => string.Join('|', (IDictionary<string, object>)row));
}
