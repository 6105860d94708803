namespace Swictation.Storage.Tests.Guarded;

/// <summary>The index of landmarks, which had metrics in it once.</summary>
public sealed class LandmarksTests : IAsyncDisposable
{
    private readonly GuardedLog _guarded = new();

    public ValueTask DisposeAsync() => _guarded.DisposeAsync();

    [Fact]
    public async Task An_older_log_keeps_the_metrics_that_are_in_its_index_and_gets_no_more_of_them()
    {
        _guarded.Log.Append(_guarded.Faker.Metrics(null));
        var newest = _guarded.Log.Reader.Head;
        var before = _guarded.Log.Reader.FindCatchUp(newest, null, 10);
        await _guarded.CloseAsync();
        _guarded.Execute(EarlierSchema.BackToTen);

        _guarded.Open();
        var after = _guarded.Log.Reader.FindCatchUp(newest, null, 10);
        var added = _guarded.Log.Append(_guarded.Faker.Metrics(null)).Last;

        Assert.Equal(newest, before.MetricsUpdate);
        Assert.Equal(before, after);
        Assert.Equal(added, _guarded.Log.Reader.FindCatchUp(added, null, 10).MetricsUpdate);
        var rows = _guarded.Query("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok';");
        Assert.Equal(0, rows);
        Assert.Equal(1, _guarded.Query($"SELECT count(*) FROM sqlite_schema WHERE name = 'events_landmarks' AND sql LIKE '%seq <= {newest})%';"));
    }

    [Fact]
    public async Task A_log_with_another_index_of_landmarks_is_damaged_whatever_number_stands_in_it()
    {
        await _guarded.CloseAsync();
        _guarded.Execute("DROP INDEX events_landmarks; CREATE INDEX events_landmarks ON events (seq) WHERE type = 'metrics_update' AND seq <= 0;");

        _guarded.Open();

        Assert.Contains(_guarded.Log.Reader.ReadAll(), stored => stored.Type.Name == "log_salvaged");
    }
}
