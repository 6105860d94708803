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
        var queries = new SessionQueries(_open.Path);
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
        Assert.Null(new SessionQueries(_open.Path).FindLastSession());
    }

    [Fact]
    public void Transcripts_come_in_the_order_in_which_they_were_said()
    {
        var events = _faker.Session(One, segments: 8).ToArray();
        _open.Log.Append(events);

        var transcripts = new SessionQueries(_open.Path).ReadTranscripts(One);

        var said = events.OfType<Transcription>().ToArray();
        Assert.Equal(said.Select(e => e.Text), transcripts.Select(row => row.Text));
        Assert.Equal(said.Select(e => e.LatencyMs), transcripts.Select(row => row.LatencyMs));
        Assert.All(transcripts, row => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$", row.SpokenAt));
    }

    [Theory]
    [InlineData("brown fox", 1)]
    [InlineData("FOX", 2)]
    [InlineData("red fox brown", 0)]
    [InlineData("\"fox", 2)]
    [InlineData("fox* NOT (", 0)]
    [InlineData("schöne", 1)]
    public void Full_text_search_finds_what_was_said(string words, int found)
    {
        foreach (var text in new[] { "The quick brown fox.", "A red fox, red indeed.", "Schöne Grüße" })
            _open.Log.Append(_faker.Transcription(One) with { Text = text });
        _open.Log.Append(new SessionEnd(One, DateTimeOffset.UnixEpoch));

        var transcripts = new SessionQueries(_open.Path).Search(words, limit: 10);

        Assert.Equal(found, transcripts.Count);
    }

    [Fact]
    public void Searching_for_nothing_finds_nothing()
    {
        Assert.Empty(new SessionQueries(_open.Path).Search("  ", limit: 10));
    }
}
