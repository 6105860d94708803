using System.Globalization;
using Swictation.Replay.Grammar;

namespace Swictation.Replay.Tests.Grammar;

/// <summary>Times as people give them, on a Friday at 15:30 in Berlin unless a test says otherwise.</summary>
public sealed class WhenTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly DateTimeOffset Now = Utc("2026-11-27T14:30:00Z");

    [Theory]
    [InlineData("14:03", "2026-11-27T13:03:00Z")]
    [InlineData("9:05:07", "2026-11-27T08:05:07Z")]
    [InlineData("23:00", "2026-11-26T22:00:00Z")]
    [InlineData("2026-11-22", "2026-11-21T23:00:00Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("2026-11-22 14:03", "2026-11-22T13:03:00Z")]
    [InlineData("2026-11-22T14:03:05", "2026-11-22T13:03:05Z")]
    [InlineData("2026-11-22T14:03:05Z", "2026-11-22T14:03:05Z")]
    [InlineData("2026-11-22T14:03:05.25+05:30", "2026-11-22T08:33:05.25Z")]
    [InlineData("2026-11-22 14:03-08:00", "2026-11-22T22:03:00Z")]
    [InlineData("now", "2026-11-27T14:30:00Z")]
    [InlineData("today", "2026-11-26T23:00:00Z")]
    [InlineData("yesterday", "2026-11-25T23:00:00Z")]
    [InlineData("yesterday 14:03", "2026-11-26T13:03:00Z")]
    [InlineData("tuesday", "2026-11-23T23:00:00Z")]
    [InlineData("Tue", "2026-11-23T23:00:00Z")]
    [InlineData("friday", "2026-11-19T23:00:00Z")]
    [InlineData("90s", "2026-11-27T14:28:30Z")]
    [InlineData("5m", "2026-11-27T14:25:00Z")]
    [InlineData("3h", "2026-11-27T11:30:00Z")]
    [InlineData("2w", "2026-11-13T14:30:00Z")]
    [InlineData("90d", "2026-08-29T13:30:00Z")]
    public void A_time_is_the_moment_that_people_mean(string text, string moment) =>
        Assert.Equal(Utc(moment), WhenParser.Parse(text)!.Begin(new(Now, Berlin)));

    [Theory]
    [InlineData("2026-11-22", "2026-11-22T23:00:00Z")]
    [InlineData("today", "2026-11-27T23:00:00Z")]
    [InlineData("yesterday", "2026-11-26T23:00:00Z")]
    [InlineData("14:03", "2026-11-27T13:03:00Z")]
    [InlineData("2026-11-22 14:03", "2026-11-22T13:03:00Z")]
    [InlineData("1h", "2026-11-27T13:30:00Z")]
    public void Until_a_day_is_until_its_end(string text, string moment) =>
        Assert.Equal(Utc(moment), WhenParser.Parse(text)!.End(new(Now, Berlin)));

    [Fact]
    public void A_day_is_as_long_as_the_clocks_make_it()
    {
        Assert.Equal(TimeSpan.FromHours(23), LengthOf("2026-03-29"));
        Assert.Equal(TimeSpan.FromHours(25), LengthOf("2026-10-25"));

        static TimeSpan LengthOf(string day)
        {
            var when = WhenParser.Parse(day)!;
            return when.End(new(Now, Berlin)) - when.Begin(new(Now, Berlin));
        }
    }

    [Fact]
    public void An_hour_that_comes_twice_is_from_the_first_and_until_the_last()
    {
        var when = WhenParser.Parse("2026-10-25 02:30")!;

        Assert.Equal(Utc("2026-10-25T00:30:00Z"), when.Begin(new(Now, Berlin)));
        Assert.Equal(Utc("2026-10-25T01:30:00Z"), when.End(new(Now, Berlin)));
    }

    [Fact]
    public void A_time_that_the_clocks_skip_is_as_much_later()
    {
        Assert.Equal(Utc("2026-03-29T01:30:00Z"), WhenParser.Parse("2026-03-29 02:30")!.Begin(new(Now, Berlin)));

        // Where midnight is skipped, the day begins at one.
        var cairo = TimeZoneInfo.FindSystemTimeZoneById("Africa/Cairo");
        Assert.Equal(Utc("2026-04-23T22:00:00Z"), WhenParser.Parse("2026-04-24")!.Begin(new(Now, cairo)));
    }

    [Fact]
    public void Days_ago_are_at_the_same_time_of_the_day_also_over_a_change_of_the_clocks() =>
        Assert.Equal(
            Utc("2026-10-24T13:30:00Z"),
            WhenParser.Parse("2d")!.Begin(new(Utc("2026-10-26T14:30:00Z"), Berlin)));

    [Theory]
    [InlineData("+0", "2026-11-20T22:30:20Z")]
    [InlineData("+90", "2026-11-20T22:31:50Z")]
    [InlineData("+1:30", "2026-11-20T22:31:50Z")]
    [InlineData("+1:02:03.5", "2026-11-20T23:32:23.5Z")]
    [InlineData("+5m", "2026-11-20T22:35:20Z")]
    [InlineData("23:30", "2026-11-20T22:30:00Z")]
    [InlineData("23:31", "2026-11-20T22:31:00Z")]
    [InlineData("0:10", "2026-11-20T23:10:00Z")]
    [InlineData("yesterday", "2026-11-25T23:00:00Z")]
    public void In_a_session_a_time_of_the_day_is_its_first_and_offsets_count_from_its_start(string text, string moment) =>
        Assert.Equal(
            Utc(moment),
            WhenParser.ParseInSession(text)!.Begin(new(Now, Berlin, SessionStart: Utc("2026-11-20T22:30:20Z"))));

    [Theory]
    [InlineData("23:00", "2026-11-20T22:00:00Z")]
    [InlineData("0:10", "2026-11-20T23:10:00Z")]
    [InlineData("0:45", "2026-11-20T23:45:00Z")]
    [InlineData("12:01", "2026-11-20T11:01:00Z")]
    [InlineData("11:59", "2026-11-21T10:59:00Z")]
    public void What_a_session_does_not_have_is_the_time_that_is_nearer_to_it(string text, string moment) => Assert.Equal(
        Utc(moment),
        WhenParser.ParseInSession(text)!.Begin(new(
            Now, Berlin, SessionStart: Utc("2026-11-20T22:30:20Z"), SessionEnd: Utc("2026-11-20T23:30:00Z"))));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("24:00")]
    [InlineData("14:3")]
    [InlineData("2026-02-30")]
    [InlineData("2026-11")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("2026-11-22T25:00:00Z")]
    [InlineData("-5m")]
    [InlineData("5y")]
    [InlineData("1.5d")]
    [InlineData("99999999d")]
    [InlineData("99999999999999999999s")]
    [InlineData("14:03 yesterday")]
    [InlineData("+1:30")]
    public void What_is_no_time_is_refused(string text) => Assert.Null(WhenParser.Parse(text));

    [Theory]
    [InlineData("+")]
    [InlineData("+1:60")]
    [InlineData("+1:2:3:4")]
    [InlineData("+1e9")]
    [InlineData("+-5")]
    public void What_is_no_offset_is_refused(string text) => Assert.Null(WhenParser.ParseInSession(text));

    [Fact]
    public void No_text_makes_it_throw_in_any_zone()
    {
        string[] texts = ["36500d", "5214w", "1970-01-01", "2999-12-31", "0:00", "876000h", "52560000m"];
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones())
        {
            foreach (var text in texts)
            {
                var when = WhenParser.Parse(text);
                Assert.NotNull(when);
                Assert.True(when.Begin(new(Now, zone)) <= when.End(new(Now, zone)), $"{text} in {zone.Id}");
            }
        }
    }

    private static DateTimeOffset Utc(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
