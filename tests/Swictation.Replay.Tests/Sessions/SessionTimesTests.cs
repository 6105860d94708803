using Microsoft.Extensions.Time.Testing;
using Swictation.Domain.History;
using Swictation.Replay.Errors;
using Swictation.Replay.Grammar;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Tests.Sessions;

/// <summary>Times in a session from 14:03:30 to 14:20:10.</summary>
public sealed class SessionTimesTests
{
    private static readonly DateTimeOffset Began = new(2026, 3, 1, 14, 3, 30, TimeSpan.Zero);
    private static readonly FakeTimeProvider Time = new(Began.AddDays(3));

    private static readonly RecordedSession Session = new(
        new(7), Began, Began.AddSeconds(1000), null, TimeSpan.FromSeconds(1000), 0, 0, 0, 0);

    [Theory]
    [InlineData("+0", "14:03:30")]
    [InlineData("14:03", "14:03:30")]
    [InlineData("14:10", "14:10:00")]
    [InlineData("2026-03-01 14:20:10", "14:20:10")]
    public void A_moment_that_it_has_is_found(string text, string time) =>
        Assert.Equal(Began.Date + TimeSpan.Parse(time, null), SessionTimes.Find(Session, When(text), Time).UtcDateTime);

    [Theory]
    [InlineData("14:02")]
    [InlineData("14:21")]
    [InlineData("+17:00")]
    [InlineData("2026-03-01")]
    [InlineData("yesterday")]
    public void Another_one_is_refused_with_its_beginning_and_its_end(string text)
    {
        var refused = Assert.Throws<SessionRefusedException>(() => SessionTimes.Find(Session, When(text), Time));

        Assert.Equal("session 7 does not have that time: it began 2026-03-01 14:03:30 and ended 2026-03-01 14:20:10", refused.Message);
    }

    [Fact]
    public void An_open_session_reaches_until_now()
    {
        var open = Session with { EndedAt = null };

        Assert.Equal(Time.GetUtcNow(), SessionTimes.Find(open, When("now"), Time));
        Assert.EndsWith("and goes on", Assert.Throws<SessionRefusedException>(() => SessionTimes.Find(open, When("+4d"), Time)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("14:00", "14:05", "14:00:00", "14:05:00")]
    [InlineData("14:05", "15:00", "14:05:00", "15:00:00")]
    public void A_part_may_begin_before_it_and_end_behind_it(string from, string until, string first, string last)
    {
        var part = SessionTimes.FindPart(Session, When(from), When(until), Time);

        Assert.Equal((Began.Date + TimeSpan.Parse(first, null), Began.Date + TimeSpan.Parse(last, null)), (part.From!.Value.UtcDateTime, part.Until!.Value.UtcDateTime));
    }

    [Theory]
    [InlineData("14:10", "14:02")]
    [InlineData("13:00", "14:00")]
    [InlineData("15:00", "16:00")]
    [InlineData("14:10", "14:05")]
    public void A_part_that_holds_nothing_of_it_is_refused(string from, string until) =>
        Assert.Throws<SessionRefusedException>(() => SessionTimes.FindPart(Session, When(from), When(until), Time));

    private static When When(string text) => WhenParser.ParseInSession(text)!;
}
