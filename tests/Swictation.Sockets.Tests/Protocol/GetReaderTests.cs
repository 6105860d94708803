using System.Text;
using Swictation.Domain.Events;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Tests.Protocol;

public sealed class GetReaderTests
{
    [Fact]
    public void Search_is_read_with_all_its_fields()
    {
        var read = Read("""{"get":"search","words":"the invoice","session":12,"before":4711,"limit":20,"request_id":"7"}""");

        Assert.Equal(
            new GetRequest(GetSubject.Search, "7") { Words = "the invoice", Session = new(12), Before = 4711, Limit = 20 }, read.Get);
        Assert.True(read.IsRequest);
        Assert.Null(read.Error);
    }

    [Fact]
    public void Search_without_a_limit_gives_the_newest_hundred()
    {
        Assert.Equal(100, Read("""{"get":"search","words":"invoice","request_id":"7"}""").Get!.Limit);
    }

    [Fact]
    public void Sessions_are_asked_for_before_a_number_or_a_time()
    {
        var number = Read("""{"get":"sessions","before":12,"limit":3,"request_id":"7"}""").Get!;
        var time = Read("""{"get":"sessions","before":"2026-11-22T10:51:34Z","since":"2026-11-01T00:00:00+01:00","request_id":"7"}""").Get!;

        Assert.Equal(12, number.Before);
        Assert.Equal(3, number.Limit);
        Assert.Equal(long.MaxValue, time.Before);
        Assert.Equal(int.MaxValue, time.Limit);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 51, 34, TimeSpan.Zero), time.BeforeTime);
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 23, 0, 0, TimeSpan.Zero), time.Since);
    }

    [Fact]
    public void Session_is_named_by_its_number_or_is_the_last()
    {
        Assert.Equal(new SessionId(12), Read("""{"get":"session","session":12,"after":7,"request_id":"7"}""").Get!.Session);
        Assert.Equal(7, Read("""{"get":"session","session":12,"after":7,"request_id":"7"}""").Get!.After);
        Assert.Null(Read("""{"get":"session","session":"last","request_id":"7"}""").Get!.Session);
    }

    [Fact]
    public void Transcripts_are_the_newest_hundred_of_all_sessions_unless_it_is_said_otherwise()
    {
        var all = Read("""{"get":"transcripts","request_id":"7"}""").Get!;
        var some = Read("""{"get":"transcripts","session":12,"before":4711,"limit":20,"request_id":"7"}""").Get!;
        var last = Read("""{"get":"transcripts","session":"last","request_id":"7"}""").Get!;

        Assert.Equal(new GetRequest(GetSubject.Transcripts, "7") { Limit = 100 }, all);
        Assert.Equal(new GetRequest(GetSubject.Transcripts, "7") { Session = new(12), Before = 4711, Limit = 20 }, some);
        Assert.Equal(all with { IsLastSession = true }, last);
    }

    [Fact]
    public void Name_of_a_request_may_be_any_JSON_value()
    {
        Assert.Equal("7", Read("""{"get":"status","request_id":7}""").Get!.RequestId);
        Assert.Equal("""["a"]""", Read("""{"get":"status","request_id":["a"]}""").Get!.RequestId);
    }

    [Theory]
    [InlineData("""{"get":"status"}""")]
    [InlineData("""{"get":"status","request_id":null}""")]
    [InlineData("""{"get":"search","request_id":"7"}""")]
    [InlineData("""{"get":"search","words":7,"request_id":"7"}""")]
    [InlineData("""{"get":"search","words":"a","limit":0,"request_id":"7"}""")]
    [InlineData("""{"get":"search","words":"a","limit":1.5,"request_id":"7"}""")]
    [InlineData("""{"get":"search","words":"a","session":"last","request_id":"7"}""")]
    [InlineData("""{"get":"search","words":"a","before":"2026-11-22","request_id":"7"}""")]
    [InlineData("""{"get":"sessions","before":-1,"request_id":"7"}""")]
    [InlineData("""{"get":"sessions","before":"yesterday","request_id":"7"}""")]
    [InlineData("""{"get":"sessions","since":12,"request_id":"7"}""")]
    [InlineData("""{"get":"session","request_id":"7"}""")]
    [InlineData("""{"get":"session","session":0,"request_id":"7"}""")]
    [InlineData("""{"get":"session","session":"first","request_id":"7"}""")]
    [InlineData("""{"get":"session","session":1,"after":"2","request_id":"7"}""")]
    [InlineData("""{"get":"transcripts","session":"first","request_id":"7"}""")]
    [InlineData("""{"get":"transcripts","before":"2026-11-22T10:51:34Z","request_id":"7"}""")]
    [InlineData("""{"get":"transcripts","limit":-1,"request_id":"7"}""")]
    public void What_has_no_meaning_is_refused_and_the_connection_goes_on(string line)
    {
        var read = Read(line);

        Assert.Null(read.Get);
        Assert.Equal(FeedErrorCode.InvalidRequest, read.Error!.Code);
        Assert.True(read.IsRequest);
        Assert.True(read.Error.IsCorrectable);
        Assert.Equal(line.Contains("\"7\"", StringComparison.Ordinal) ? "7" : null, read.Error.ReplyTo);
    }

    [Fact]
    public void Too_many_words_are_refused()
    {
        var many = string.Join(' ', Enumerable.Repeat("w", 65));

        Assert.Equal(FeedErrorCode.InvalidRequest, Read($$"""{"get":"search","words":"{{many}}","request_id":"7"}""").Error!.Code);
        Assert.Null(Read($$"""{"get":"search","words":"{{many[2..]}}","request_id":"7"}""").Error);
    }

    [Fact]
    public void What_cannot_be_got_is_refused_with_what_can()
    {
        var error = Read("""{"get":"weather","request_id":"7"}""").Error!;

        Assert.Equal(FeedErrorCode.UnknownRequest, error.Code);
        Assert.Equal("There is no \"weather\" to get; there are status, sessions, session, transcripts, search", error.Message);
        Assert.Equal("7", error.ReplyTo);
        Assert.True(error.IsCorrectable);
    }

    [Fact]
    public void Hello_is_no_request_whatever_else_the_line_has()
    {
        var read = Read("""{"hello":{"after":3},"get":"status","request_id":"7"}""");

        Assert.Equal(3, read.Hello!.After);
        Assert.False(read.IsRequest);
    }

    private static ClientLine Read(string line) => ClientLineReader.Read(Encoding.UTF8.GetBytes(line));
}
