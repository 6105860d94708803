using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Queries;

/// <summary>The statements that existing user interfaces run, to the letter.</summary>
public sealed class HistoryContractTests : IAsyncDisposable
{
    private const string ListSessions =
        "SELECT s.id,s.start_time,s.end_time,s.duration_s,s.words_dictated,s.wpm,s.avg_latency_ms FROM sessions s "
        + "WHERE s.duration_s IS NOT NULL ORDER BY s.start_time DESC LIMIT ?1 OFFSET ?2";

    private const string CountSessions = "SELECT COUNT(*) FROM sessions WHERE duration_s IS NOT NULL";

    private const string LifetimeStats =
        "SELECT total_words,total_characters,total_sessions,total_time_minutes,avg_wpm,avg_latency_ms,best_wpm_value,"
        + "best_wpm_session,time_saved_minutes,lowest_latency_ms,lowest_latency_session FROM lifetime_stats WHERE id=1";

    private const string Segments =
        "SELECT id, session_id, timestamp, duration_s, words, characters, text, stt_latency_ms, total_latency_ms "
        + "FROM segments";

    private readonly EventFaker _faker = new(seed: 27);
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void An_empty_history_is_a_row_of_numbers()
    {
        Assert.Empty(Query(ListSessions, 50, 0));
        Assert.Equal([0L], Assert.Single(Query(CountSessions)));
        Assert.Equal(
            [0L, 0L, 0L, 0.0, 0.0, 0.0, 0.0, 0L, 0.0, 0.0, 0L],
            Assert.Single(Query(LifetimeStats)));
    }

    [Fact]
    public void Sessions_that_have_ended_are_listed_newest_first_without_a_null()
    {
        for (var session = 1; session <= 4; session++)
            _open.Log.Append([.. _faker.Session(new(session), segments: session == 3 ? 0 : 5)]);
        _open.Log.Append(new SessionStart(new(5), DateTimeOffset.UnixEpoch.AddYears(90)));

        var sessions = Query(ListSessions, 50, 0);

        Assert.Equal([4L, 3L, 2L, 1L], sessions.Select(row => row[0]));
        Assert.All(sessions, row => Assert.DoesNotContain(DBNull.Value, row));
        Assert.All(sessions, row => Assert.IsType<double>(row[1]));
        Assert.All(sessions, row => Assert.Equal((double)row[2] - (double)row[1], (double)row[3], precision: 5));
        Assert.Equal([3L, 2L], Query(ListSessions, 2, 1).Select(row => row[0]));
        Assert.Equal([4L], Assert.Single(Query(CountSessions)));
        Assert.Equal(15, Query(Segments).Count);
        Assert.All(Query(Segments), row => Assert.DoesNotContain(DBNull.Value, row));
    }

    [Fact]
    public void Lifetime_figures_are_those_of_the_sessions()
    {
        var start = DateTimeOffset.UnixEpoch.AddYears(50);
        foreach (var (session, words, latencyMs) in new[] { (1, 200, 300), (2, 100, 100) })
        {
            SessionId id = new(session);
            var said = _faker.Transcription(id) with { Words = words, LatencyMs = latencyMs, Text = "twelve chars" };
            SegmentMeasured measured = new(id, said.At, StartS: 0, DurationS: 60, WaitMs: 0, RecognitionMs: 0);
            _open.Log.Append(new SessionStart(id, start), said, measured, new SessionEnd(id, start.AddMinutes(1)));
        }

        var figures = Assert.Single(Query(LifetimeStats));

        // 300 words typed at 40 words a minute take 7.5 minutes, and two were spoken.
        Assert.Equal([300L, 24L, 2L, 2.0, 150.0, 200.0, 200.0, 1L, 5.5, 100.0, 2L], figures);
    }

    private List<object[]> Query(string sql, params object[] values)
    {
        using var connection = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"?{i + 1}", values[i]);

        using var reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
