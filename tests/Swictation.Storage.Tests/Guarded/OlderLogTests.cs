namespace Swictation.Storage.Tests.Guarded;

/// <summary>Logs of the version before there were guards, as others have left them.</summary>
public sealed class OlderLogTests : IAsyncDisposable
{
    private const string ForeignEvent =
        "INSERT INTO events (session_id, at_us, type, version, body) VALUES (1, 1, 'x', 1, '{\"type\":\"x\"}');";

    private static readonly string[] Derived = ["sessions", "segments", "failed_segments", "read_model_checkpoint"];
    private static readonly string[] Writes = ["insert", "update", "delete"];

    // What the migrations from the seventh on have made, taken away; views are made anew by them.
    private static readonly string BackToSix =
        EarlierSchema.BackToTen + "DROP VIEW lifetime_stats; CREATE VIEW lifetime_stats AS SELECT 1 AS id; DROP TABLE imported_sessions; "
        + "DROP VIEW transcripts; CREATE VIEW transcripts AS SELECT 1 AS id; ALTER TABLE segments DROP COLUMN start_time; ALTER TABLE segments DROP COLUMN recognised_us; "
        + "DROP TABLE imported_totals; DROP INDEX sessions_by_start; DROP TABLE recognisers;"
        + string.Concat(Derived.Append("log_identity").SelectMany(
            table => Writes.Select(write => $"DROP TRIGGER guard_{table}_{write};")))
        + "DROP TRIGGER guard_events_insert;"
        + string.Concat(Derived.SkipLast(1).Select(column => $"ALTER TABLE read_model_checkpoint DROP COLUMN {column};"))
        + "PRAGMA user_version = 6;";

    private readonly GuardedLog _guarded = new();

    public ValueTask DisposeAsync() => _guarded.DisposeAsync();

    [Theory]
    [InlineData("", false)]
    [InlineData("DELETE FROM segments; DELETE FROM sessions;", true)]
    [InlineData("DELETE FROM segments; DELETE FROM sessions WHERE id < 5;", true)]
    [InlineData("DELETE FROM segments WHERE session_id < 5; DELETE FROM sessions WHERE id < 5;", true)]
    [InlineData("DELETE FROM segments WHERE id = (SELECT min(id) FROM segments); UPDATE sessions SET words_dictated = 3;", true)]
    public async Task P8_A_log_that_was_wrecked_before_there_were_guards_is_healed_at_its_first_start(string wreck, bool isWrecked)
    {
        _guarded.Idle(() => _guarded.Log.ReadModelLag == 0, "read models are level");
        var (events, rows, logId) = (_guarded.Events(), _guarded.Rows(), _guarded.Log.Reader.LogId);
        await _guarded.CloseAsync();
        _guarded.Execute(BackToSix + wreck);

        _guarded.Open();

        _guarded.Idle(
            () => _guarded.Log.ReadModelLag == 0 && rows.SequenceEqual(_guarded.Rows()) && Counts() is not null,
            "the rows are what they were, and counted");
        Assert.Equal(logId, _guarded.Log.Reader.LogId);
        Assert.Equal(events, _guarded.Events());
        Assert.Equal(
            isWrecked, _guarded.Said.Lines.Any(line => line.Text.Contains("are made anew from the events", StringComparison.Ordinal)));
        _guarded.Log.RebuildReadModels();
        Assert.Equal(rows, _guarded.Rows());
    }

    [Theory]
    [InlineData(ForeignEvent)]
    [InlineData("INSERT INTO events (seq, at_us, type, version, body) VALUES (1000000000, 1, 'x', 1, '{}');")]
    [InlineData("INSERT INTO events (seq, at_us, type, version, body) VALUES (-1, 1, 'x', 1, '{}');")]
    public async Task P2_A_log_into_which_somebody_else_has_put_an_event_loses_none_of_its_own(string insert)
    {
        var events = _guarded.Events();
        await _guarded.CloseAsync();
        _guarded.Execute(BackToSix + insert);

        _guarded.Open();

        var head = _guarded.Log.Append(_guarded.Faker.Transcription(new(1))).Last;
        Assert.Equal(events, _guarded.Events().Take(events.Count));
        Assert.Equal(head, _guarded.Log.Reader.ReadAll()[^1].Sequence);
        Assert.DoesNotContain(_guarded.Log.Reader.ReadAll(), stored => stored.Type.Name == "x");
    }

    [Fact]
    public async Task What_was_compared_is_counted_from_then_on()
    {
        _guarded.Idle(() => _guarded.Log.ReadModelLag == 0, "read models are level");
        await _guarded.CloseAsync();
        _guarded.Execute(BackToSix);
        _guarded.Open();
        _guarded.Idle(() => Counts() is not null, "the rows are counted");

        _guarded.Log.Append([.. _guarded.Faker.Session(new(7), segments: 3)]);

        Assert.Equal(_guarded.Query("SELECT count(*) FROM segments;"), Counts());
        Assert.Equal(_guarded.Query("SELECT count(*) FROM sessions;"), _guarded.Query("SELECT sessions FROM read_model_checkpoint;"));
    }

    private long? Counts() => _guarded.Query("SELECT segments FROM read_model_checkpoint;");
}
