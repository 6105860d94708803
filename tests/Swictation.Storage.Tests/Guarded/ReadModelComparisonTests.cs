using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Schema;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Guarded;

public sealed class ReadModelComparisonTests : IAsyncDisposable
{
    private readonly EventFaker _faker = new(seed: 73);

    // Time stands still: the log's own care does not meddle.
    private readonly OpenLog _open = new(new FakeClock());

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(300, 5)]
    [InlineData(3, 700)]
    public void P8_Read_models_that_follow_the_log_do_not_differ_from_it(int sessions, int segments)
    {
        Record(sessions, segments);

        Assert.Empty(Compare().Differences);
    }

    [Fact]
    public void Sessions_that_are_open_or_tried_again_or_paused_do_not_differ()
    {
        var at = DateTimeOffset.UnixEpoch.AddYears(56);
        _open.Log.Append([.. _faker.Session(new(1), segments: 3)]);
        _open.Log.Append(
            new SegmentFailed(new(1), at, 0.5, 2, "too slow"),
            new AudioKept(new(1), at, 0.5, 2, "1.wav"),
            new SegmentFailed(new(1), at, 4, 2, "too slow"),
            _faker.Transcription(new(1)),
            new SegmentMeasured(new(1), at, 0.5, 2, 1, 1, new(0.5, [0.5])),
            new SessionStart(new(2), at),
            new PauseEnded(new(2), at.AddSeconds(5), 5),
            _faker.Transcription(new(2)) with { IsOffTheRecord = true },
            _faker.Transcription(new(9)));
        _open.Log.RebuildReadModels();

        Assert.Empty(Compare().Differences);
    }

    [Theory]
    [InlineData("UPDATE sessions SET words_dictated = words_dictated + 1 WHERE id IN (2, 290)", "sessions", 2, 2)]
    [InlineData("DELETE FROM sessions", "sessions", 300, 1)]
    [InlineData("INSERT INTO sessions (id, start_seq, start_us) VALUES (9999, 1, 1)", "sessions", 1, 9999)]
    [InlineData("DELETE FROM segments WHERE session_id = 2", "segments", 5, null)]
    [InlineData("UPDATE segments SET text = 'x'", "segments", 1_500, null)]
    [InlineData("INSERT INTO failed_segments VALUES (4, 1, 1, 1, 1, 'x', NULL, 0)", "failed_segments", 1, 4)]
    public void What_differs_is_named_and_counted(string sql, string table, int rows, int? first)
    {
        Record(sessions: 300, segments: 5);
        Change(sql);

        var difference = Assert.Single(Compare().Differences);

        Assert.Equal((table, rows), (difference.Table, difference.Rows));
        if (first is not null) Assert.Equal(first, difference.First);
        Assert.StartsWith($"{table}: {rows} row", $"{difference}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INSERT INTO transcripts_fts (transcripts_fts) VALUES ('delete-all')")]
    [InlineData("INSERT INTO transcripts_fts (rowid, text) VALUES (3, 'nobody said this')")]
    [InlineData("INSERT INTO transcripts_fts (rowid, text) VALUES (-3, 'nobody said this')")]
    [InlineData("INSERT INTO transcripts_fts (rowid, text) VALUES (9999999, 'nobody said this')")]
    [InlineData("DELETE FROM transcripts_fts_data WHERE id > 10")]
    [InlineData("DELETE FROM transcripts_fts_docsize WHERE id < 100")]
    public void A_full_text_index_that_differs_is_named(string sql)
    {
        Record(sessions: 30, segments: 50);
        Change(sql);

        Assert.Equal([ReadModelDifference.OfFullText], Compare().Differences);
    }

    // The same words, the same number of them, in other places.
    [Fact]
    public void Texts_that_have_changed_places_in_the_full_text_index_are_a_difference()
    {
        Record(sessions: 1, segments: 2);
        Change(
            """
            INSERT INTO transcripts_fts (transcripts_fts, rowid, text) SELECT 'delete', id, text FROM segments;
            INSERT INTO transcripts_fts (rowid, text)
            SELECT id, (SELECT text FROM segments AS other WHERE other.id <> segments.id) FROM segments;
            """);

        Assert.Equal([ReadModelDifference.OfFullText], Compare().Differences);
    }

    [Fact]
    public void P6_What_is_recorded_meanwhile_is_compared_too()
    {
        Record(sessions: 40, segments: 20);
        using var comparison = new ReadModelComparison(_open.Path, TimeProvider.System);
        var session = 41;

        while (comparison.TakeSlice()) _open.Log.Append([.. _faker.Session(new(session++), segments: 2)]);

        Assert.InRange(session, 42, 10_000);
        Assert.False(comparison.IsOvertaken);
        Assert.Empty(comparison.Differences);
    }

    [Fact]
    public void Read_models_that_are_dropped_meanwhile_say_nothing()
    {
        Record(sessions: 40, segments: 20);
        using var comparison = new ReadModelComparison(_open.Path, TimeProvider.System);
        comparison.TakeSlice();
        Change("UPDATE read_model_checkpoint SET seq = 0");

        while (comparison.TakeSlice())
        {
        }

        Assert.True(comparison.IsOvertaken);
    }

    private ReadModelComparison Compare()
    {
        var comparison = new ReadModelComparison(_open.Path, TimeProvider.System);
        while (comparison.TakeSlice())
        {
        }

        comparison.Dispose();
        Assert.False(comparison.IsOvertaken);
        return comparison;
    }

    private void Record(int sessions, int segments)
    {
        for (var session = 1; session <= sessions; session++) _open.Log.Append([.. _faker.Session(new(session), segments)]);
        Assert.Equal(0, _open.Log.ReadModelLag);
    }

    private void Change(string sql)
    {
        using var connection = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadWrite);
        Guards.SwitchOff(connection);
        connection.Execute(sql);
    }
}
