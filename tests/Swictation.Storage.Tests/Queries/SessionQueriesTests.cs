using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Queries;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Queries;

public sealed class SessionQueriesTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);
    private static readonly SessionId Two = new(2);

    private readonly EventFaker _faker = new(seed: 28);
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void Sessions_are_listed_newest_first_the_open_one_too()
    {
        using var queries = new SessionQueries(_open.Path);
        _open.Log.Append([.. _faker.Session(One, segments: 3)]);
        _open.Log.Append(new SessionStart(Two, DateTimeOffset.UnixEpoch.AddYears(90)));
        Eventually.True(() => _open.Log.ReadModelLag == 0, "read models are level");

        var sessions = queries.ListSessions(limit: 10);

        Assert.Equal([2, 1], sessions.Select(session => session.Id));
        Assert.True(sessions[0].IsOpen);
        Assert.Equal(3, sessions[1].Segments);
        Assert.Equal(sessions[0], queries.FindLastSession());
        Assert.Equal(sessions[1], queries.FindSession(One));
        Assert.Null(queries.FindSession(new(99)));
        Assert.Single(queries.ListSessions(limit: 1));
    }

    [Fact]
    public void Without_sessions_there_is_no_last_one()
    {
        using var queries = new SessionQueries(_open.Path);

        Assert.Null(queries.FindLastSession());
    }

    [Fact]
    public void Transcripts_come_in_the_order_in_which_they_were_said()
    {
        var events = _faker.Session(One, segments: 8).ToArray();
        _open.Log.Append(events);

        using var queries = new SessionQueries(_open.Path);
        using var spoken = queries.OpenSpoken();
        var transcripts = spoken.Read(One, upTo: long.MaxValue).ToArray();
        using var connection = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);

        var said = events.OfType<Transcription>().ToArray();
        Assert.Equal(said.Select(e => e.Text), transcripts.Select(row => row.Text));
        Assert.Equal(said.Select(e => e.LatencyMs), transcripts.Select(row => row.LatencyMs));
        Assert.All(
            connection.Query<string>("SELECT spoken_at FROM transcripts"),
            spokenAt => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", spokenAt));
    }

    [Theory]
    [InlineData("brown fox", 1)]
    [InlineData("FOX", 2)]
    [InlineData("red fox brown", 0)]
    [InlineData("\"fox", 2)]
    [InlineData("fox* NOT (", 0)]
    [InlineData("schöne", 1)]
    [InlineData("fox (", 2)]
    [InlineData("(", 0)]
    [InlineData("fo\0x", 0)]
    [InlineData("fox\0", 2)]
    [InlineData("text : fox ^ \"\"", 0)]
    public void Full_text_search_finds_what_was_said(string words, int found)
    {
        foreach (var text in new[] { "The quick brown fox.", "A red fox, red indeed.", "Schöne Grüße" })
            _open.Log.Append(_faker.Transcription(One) with { Text = text });
        _open.Log.Append(new SessionEnd(One, DateTimeOffset.UnixEpoch));

        using var queries = new SessionQueries(_open.Path);
        var transcripts = queries.Search(words, null, long.MaxValue, 10, TestContext.Current.CancellationToken);

        Assert.Equal(found, transcripts.Count);
    }

    [Fact]
    public void Search_of_a_session_goes_on_where_it_ended()
    {
        for (var i = 1; i <= 6; i++) _open.Log.Append(_faker.Transcription(i % 2 == 0 ? Two : One) with { Text = $"fox {i}" });
        Eventually.True(() => _open.Log.ReadModelLag == 0, "read models are level");
        using var queries = new SessionQueries(_open.Path);

        var first = queries.Search("fox", One, long.MaxValue, 2, TestContext.Current.CancellationToken);
        var next = queries.Search("fox", One, first[^1].Sequence, 2, TestContext.Current.CancellationToken);

        Assert.Equal([5, 3], first.Select(found => found.Sequence));
        Assert.Equal([1], next.Select(found => found.Sequence));
        Assert.All(first, found => Assert.Equal(One, found.Session));
    }

    [Fact]
    public void Search_that_is_given_up_ends()
    {
        for (var i = 0; i < 50; i++)
            _open.Log.Append([.. Enumerable.Range(0, 400).Select(_ => _faker.Transcription(One) with { Text = "fox" })]);
        Eventually.True(() => _open.Log.ReadModelLag == 0, "read models are level");
        using var queries = new SessionQueries(_open.Path);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));

        // No session has this number: every match is looked at. The connection is whole afterwards.
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            while (queries.Search("fox", new(99), long.MaxValue, 1, soon.Token).Count == 0)
            {
            }
        });
        Assert.Single(queries.Search("fox", One, long.MaxValue, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void P6_Questions_that_were_answered_hold_no_transaction_open()
    {
        _open.Log.Append([.. _faker.Session(One, segments: 3)]);
        Eventually.True(() => _open.Log.ReadModelLag == 0, "read models are level");
        using var queries = new SessionQueries(_open.Path);
        queries.ListSessions(limit: 1);
        queries.Search("e", null, long.MaxValue, 1, TestContext.Current.CancellationToken);

        // Its first column says whether a reader was in the way.
        using var writer = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadWrite);
        Eventually.True(
            () => writer.QuerySingle<(long Busy, long, long)>("PRAGMA wal_checkpoint(TRUNCATE);").Busy == 0,
            "the write-ahead log can be emptied");
    }

    [Fact]
    public async Task Questions_are_about_the_database_that_is_at_the_path_now()
    {
        _open.Log.Append([.. _faker.Session(One, segments: 1)]);
        Eventually.True(() => _open.Log.ReadModelLag == 0, "read models are level");
        using var queries = new SessionQueries(_open.Path);
        Assert.Single(queries.ListSessions(limit: 10));
        await using var other = new OpenLog();
        await other.Log.DisposeAsync();
        await _open.Log.DisposeAsync();

        File.Move(other.Path, _open.Path, overwrite: true);

        Assert.Empty(queries.ListSessions(limit: 10));
    }

    [Fact]
    public void Searching_for_nothing_finds_nothing()
    {
        using var queries = new SessionQueries(_open.Path);

        Assert.Empty(queries.Search("  ", null, long.MaxValue, 10, TestContext.Current.CancellationToken));
    }
}
