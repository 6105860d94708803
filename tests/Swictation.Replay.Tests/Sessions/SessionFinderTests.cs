using Microsoft.Extensions.Time.Testing;
using Swictation.Domain.Events;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Tests.Sessions;

/// <summary>Three sessions on Sunday the 1st of March and one on Monday, asked about on Tuesday.</summary>
public sealed class SessionFinderTests : IAsyncLifetime, IDisposable
{
    private const double Day = 24 * 3600;

    private readonly RecordedLog _log = new();

    public async ValueTask InitializeAsync() => await _log.AppendAsync(
    [
        .. RecordedLog.OneSession(1),
        .. RecordedLog.OneSession(2, from: 600),
        .. RecordedLog.OneSession(3, from: 1200),
        .. RecordedLog.OneSession(4, from: Day),
        new SessionTitled(new(2), RecordedLog.At(Day), "Draft"),
        new SessionTitled(new(2), RecordedLog.At(Day), "Talk with Ümit"),
        new SessionTitled(new(3), RecordedLog.At(Day), "Draft"),
        new SessionTagged(new(1), RecordedLog.At(Day), "Draft", On: true),
        new SessionTagged(new(1), RecordedLog.At(Day), "Roof", On: true),
        new SessionTagged(new(3), RecordedLog.At(Day), "roof", On: true),
        new SessionTagged(new(4), RecordedLog.At(Day), "roof", On: true),
        new SessionTagged(new(4), RecordedLog.At(Day), "roof", On: false),
    ]);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("2", "2")]
    [InlineData("last", "4")]
    [InlineData("last-0", "4")]
    [InlineData("last-3", "1")]
    [InlineData("2026-03-01", "1 2 3")]
    [InlineData("yesterday", "4")]
    [InlineData("sunday", "1 2 3")]
    [InlineData("2..3", "2 3")]
    [InlineData("3..", "3 4")]
    [InlineData("..last-2", "1 2")]
    [InlineData("3..99", "3 4")]
    [InlineData("2026-03-01..yesterday", "1 2 3 4")]
    [InlineData("..2026-03-01", "1 2 3")]
    [InlineData("last 2..3 3", "2 3 4")]
    [InlineData("draft", "3")]
    [InlineData("roof", "1 3")]
    public void Names_mean_sessions_each_once_in_the_order_of_their_start(string names, string sessions)
    {
        using var archive = Open();

        var found = archive.FindAll([.. names.Split(' ').Select(name => SessionSelector.Parse(name)!)]);

        Assert.Equal(sessions, string.Join(' ', found.Select(session => session.Id)));
    }

    [Theory]
    [InlineData("5", "there is no session 5; the last one is 4")]
    [InlineData("last-4", "there is no session last-4; the last one is 4")]
    [InlineData("today", "there is no session today; the last one is 4")]
    [InlineData("7..9", "there is no session 7..9; the last one is 4")]
    [InlineData("first", "no session has the title or the tag 'first'; give the number of a session, 'last'")]
    [InlineData("last-9..3", "there is no session last-9; the last one is 4")]
    public void A_name_that_means_none_is_refused(string name, string reason)
    {
        using var archive = Open();

        var refused = Assert.Throws<SessionNotFoundException>(() => archive.FindAll([SessionSelector.Parse(name)!]));

        Assert.StartsWith(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_means_the_session_that_has_it_now_in_any_case_of_letters()
    {
        using var archive = Open();

        Assert.Equal(new SessionId(2), archive.Find(SessionSelector.Parse("talk with ümit")!).Id);
        Assert.Equal(new SessionId(3), archive.Find(SessionSelector.Parse("Draft")!).Id);
    }

    [Fact]
    public void Where_one_session_is_meant_a_day_of_several_is_refused_with_their_numbers()
    {
        using var archive = Open();

        var several = Assert.Throws<SessionNotFoundException>(() => archive.Find(SessionSelector.Parse("2026-03-01")!));

        Assert.Equal("2026-03-01 means 3 sessions; name one of 1, 2, 3", several.Reason);
        Assert.Equal(new SessionId(4), archive.Find(SessionSelector.Parse("monday")!).Id);
    }

    [Theory]
    [InlineData("3..7", "there are no sessions 5..7")]
    [InlineData("3..5", "there is no session 5")]
    [InlineData("1..4 last-1..last 2..", null)]
    public void Numbers_of_a_range_that_no_session_has_are_told(string names, string? told)
    {
        using var archive = Open();
        SessionSelector[] wanted = [.. names.Split(' ').Select(name => SessionSelector.Parse(name)!)];

        Assert.Equal(told, MissingSessions.Describe(wanted, archive.FindAll(wanted)));
        Assert.Equal(
            "there are no sessions 1..2, 5",
            MissingSessions.Describe([SessionSelector.Parse("1..5")!], archive.FindAll([SessionSelector.Parse("3..4")!])));
    }

    private SessionArchive Open() =>
        SessionArchive.Open(_log.Path, new FakeTimeProvider(RecordedLog.At(2 * Day)), _ => { });
}
