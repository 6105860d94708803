using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Storage.Tests.ReadModels;

/// <summary>Read models in a log that is open, as others see them.</summary>
public sealed class ReadModelTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly EventFaker _faker = new(seed: 26);
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void P8_Read_models_are_level_when_a_session_end_is_visible()
    {
        using var connection = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        List<(long Head, long Checkpoint, long Ended)> seen = [];
        using var subscription = _open.Notice.Subscribe(head => seen.Add(connection.QuerySingle<(long, long, long)>(
            """
            SELECT @head, seq, (SELECT count(*) FROM sessions WHERE duration_s IS NOT NULL)
            FROM read_model_checkpoint;
            """,
            new { head })));

        for (var session = 1; session <= 5; session++)
        {
            var events = _faker.Session(new(session), segments: 50).ToArray();
            foreach (var e in events.SkipLast(2)) _open.Log.Append(e);
            seen.Clear();
            _open.Log.Append(events[^2], events[^1]);

            Assert.Equal([(_open.Log.Reader.Head, _open.Log.Reader.Head, session)], seen);
            Assert.Equal(0, _open.Log.ReadModelLag);
        }
    }

    [Fact]
    public void P8_A_read_model_that_cannot_follow_does_not_stop_the_log()
    {
        using (var saboteur = SqliteLogs.OpenRaw(_open.Path)) saboteur.Execute("DROP TABLE segments;");

        var receipt = _open.Log.Append([.. _faker.Session(One, segments: 3)]);

        Assert.Equal(receipt.Last, _open.Log.Reader.Head);
        Assert.Equal(receipt.Last, _open.Log.ReadModelLag);
    }

    [Fact]
    public void Read_models_follow_by_themselves_when_it_is_quiet()
    {
        for (var i = 0; i < 500; i++) _open.Log.Append(_faker.Transcription(One));

        Eventually.True(() => _open.Log.ReadModelLag == 0, "read models are level");

        using var connection = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        Assert.Equal(500, connection.ExecuteScalar<int>("SELECT count(*) FROM segments;"));
    }

    [Fact]
    public void The_write_ahead_log_is_checkpointed_when_it_is_quiet()
    {
        var before = new FileInfo(_open.Path).Length;

        _open.Log.Append([.. Enumerable.Range(0, 2_000).Select(_ => _faker.Transcription(One))]);

        Eventually.True(() => new FileInfo(_open.Path).Length > before + 200_000, "events are in the database file");
    }

    [Fact]
    public async Task Rebuilding_gives_the_same_rows_while_appends_go_on()
    {
        for (var session = 1; session <= 5; session++) _open.Log.Append([.. _faker.Session(new(session), 40)]);
        var before = Sessions();

        var appending = Task.Run(() => _open.Log.Append([.. _faker.Session(new(6), segments: 10)]));
        _open.Log.RebuildReadModels();
        await appending;

        Assert.Equal(before, Sessions().Take(5));
        Assert.Equal(0, _open.Log.ReadModelLag);
    }

    private List<string> Sessions()
    {
        using var connection = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        return
        [
            .. connection
                .Query("SELECT * FROM sessions ORDER BY id;")
                .Select(row => string.Join('|', (IDictionary<string, object>)row)),
        ];
    }
}
