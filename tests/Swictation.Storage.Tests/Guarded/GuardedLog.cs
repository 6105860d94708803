using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Opening;
using Swictation.Storage.Tests.Damaged;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Guarded;

/// <summary>A log with a few sessions, which others write to. Opened and closed by hand.</summary>
public sealed class GuardedLog : IAsyncDisposable
{
    private const int Sessions = 6;

    private static readonly string[] Tables = ["sessions", "segments", "failed_segments"];

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeClock _time = new();
    private SqliteEventLog? _log;

    public GuardedLog()
    {
        Path = _directory.File("metrics.db");
        Open();
        for (var session = 1; session <= Sessions; session++)
        {
            Log.Append([.. Faker.Session(new(session), segments: 20)]);
            Log.Append(new SegmentFailed(new(session), _time.GetUtcNow(), session, 2.5, "too slow"));
        }
    }

    public string Path { get; }

    public EventFaker Faker { get; } = new(seed: 71);

    public RecordingLogger Said { get; } = new();

    public SqliteEventLog Log => _log ?? throw new InvalidOperationException("The log is closed.");

    public void Open() => _log = SqliteEventLog.Open(
        new(Path) { Durability = Durability.Normal }, new CommitNotice(), _time, Said);

    public async Task CloseAsync()
    {
        await Log.DisposeAsync();
        _log = null;
    }

    /// <summary>As any program does it that opens the database.</summary>
    /// <param name="patienceS">For how long it tries what is locked.</param>
    public void Execute(string sql, int patienceS = 30)
    {
        using var connection = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadWrite);
        connection.Execute(sql, commandTimeout: patienceS);
    }

    /// <summary>Lets time pass until something is so: the idle work of the log is done in it.</summary>
    public void Idle(Func<bool> until, string what) => Eventually.True(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return until();
        },
        what);

    /// <summary>Every event: what it is in all its columns.</summary>
    public List<string> Events() => [.. Log.Reader.ReadAll().Select(stored => $"{stored.Sequence} {RecordedDatabase.Describe(stored)}")];

    /// <summary>A number that somebody asks for; null for NULL.</summary>
    public long? Query(string sql)
    {
        using var connection = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<long?>(sql);
    }

    /// <summary>Every row of the read models, and what a look for each word finds.</summary>
    public List<string> Rows()
    {
        using var connection = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadOnly);
        return
        [
            .. Tables.SelectMany(table =>
                connection.Query($"SELECT '{table}', * FROM {table} ORDER BY id;").Select(row => $"{row}")),
            .. connection.Query("SELECT * FROM lifetime_stats;").Select(row => $"{row}"),
            .. Words(connection),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (_log is not null) await CloseAsync();
        _directory.Dispose();
    }

    private static List<string> Words(SqliteConnection connection)
    {
        connection.Execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'transcripts_fts', 'instance');");
        return [.. connection.Query("SELECT term, doc, offset FROM temp.words;").Select(row => $"{row}")];
    }
}
