using System.Text;
using Swictation.Domain.Events;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Tests.Protocol;

public sealed class HelloReaderTests
{
    [Fact]
    public void All_fields_are_optional()
    {
        var hello = Read("""{"hello":{}}""", out var error);

        Assert.Null(error);
        Assert.Equal(new Hello(), hello);
    }

    [Fact]
    public void All_fields_are_read()
    {
        var hello = Read(
            """
            {"hello":{"protocol":2,"log_id":"c5fd","after":4711,"types":["transcription"],"session":12,"speed":2.0,"from_s":30,"max_gap_s":1.5,"heartbeat_s":5}}
            """,
            out _)!;

        Assert.Equal("c5fd", hello.LogId);
        Assert.Equal(4711, hello.After);
        Assert.Equal(new SessionId(12), hello.Session);
        Assert.Equal(new Pace(2, TimeSpan.FromSeconds(1.5)), hello.Pace);
        Assert.Equal(TimeSpan.FromSeconds(30), hello.From);
        Assert.Equal(TimeSpan.FromSeconds(5), hello.Heartbeat);
        Assert.True(hello.Types.Contains(Transcription.TypeName));
        Assert.False(hello.Types.Contains(MetricsUpdate.TypeName));
    }

    [Fact]
    public void Fields_that_are_not_known_are_ignored()
    {
        var hello = Read("""{"client":"bar","hello":{"after":7,"colour":{"name":["blue"]}}}""", out _);

        Assert.Equal(7, hello!.After);
    }

    [Fact]
    public void The_last_session_has_a_name()
    {
        var hello = Read("""{"hello":{"session":"last"}}""", out _)!;

        Assert.True(hello.IsLastSession);
        Assert.Null(hello.Session);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{\"hello\":{}")]
    [InlineData("42")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"hello\":2}")]
    [InlineData("{\"hello\":{\"after\":-1}}")]
    [InlineData("{\"hello\":{\"after\":1.5}}")]
    [InlineData("{\"hello\":{\"after\":\"7\"}}")]
    [InlineData("{\"hello\":{\"after\":99999999999999999999}}")]
    [InlineData("{\"hello\":{\"session\":0}}")]
    [InlineData("{\"hello\":{\"session\":\"first\"}}")]
    [InlineData("{\"hello\":{\"session\":null}}")]
    [InlineData("{\"hello\":{\"speed\":-1}}")]
    [InlineData("{\"hello\":{\"speed\":1e999}}")]
    [InlineData("{\"hello\":{\"from_s\":\"now\"}}")]
    [InlineData("{\"hello\":{\"max_gap_s\":-0.5}}")]
    [InlineData("{\"hello\":{\"types\":\"transcription\"}}")]
    [InlineData("{\"hello\":{\"log_id\":7}}")]
    [InlineData("{\"hello\":{\"log_id\":null}}")]
    [InlineData("{\"hello\":{\"types\":[]}}")]
    [InlineData("{\"hello\":{\"types\":[7]}}")]
    [InlineData("{\"hello\":{\"types\":[\"\\ud800\"]}}")]
    [InlineData("{\"\\ud800\":1,\"hello\":[]}")]
    [InlineData("{\"hello\":{\"after\":9223372036854775808}}")]
    [InlineData("{\"hello\":{\"after\":null}}")]
    [InlineData("{\"hello\":{\"session\":1e30}}")]
    [InlineData("{\"hello\":{\"heartbeat_s\":-5}}")]
    [InlineData("{\"hello\":{\"protocol\":\"2\"}}")]
    [InlineData("{\"hello\":{\"heartbeat_s\":0.5}}")]
    [InlineData("{\"hello\":{\"heartbeat_s\":4000}}")]
    public void What_has_no_meaning_is_refused_with_a_reason(string line)
    {
        var hello = Read(line, out var error);

        Assert.Null(hello);
        Assert.Equal(FeedErrorCode.InvalidHello, error!.Code);
        Assert.False(error.IsCorrectable);
    }

    [Fact]
    public void Every_type_of_event_can_be_asked_for_those_that_stay_in_the_log_too()
    {
        foreach (var type in EventType.Known.Values)
        {
            var hello = Read($$$"""{"hello":{"types":["{{{type}}}"]}}""", out _);

            Assert.True(hello!.Types.Contains(type));
        }
    }

    [Fact]
    public void Type_that_does_not_exist_is_refused_by_its_name_and_with_those_that_do()
    {
        var hello = Read("""{"hello":{"types":["transcription","transcripton"]}}""", out var error);

        Assert.Null(hello);
        Assert.Equal(FeedErrorCode.UnknownType, error!.Code);
        Assert.Contains("\"transcripton\"", error.Message, StringComparison.Ordinal);
        Assert.All(EventType.Known.Values, type => Assert.Contains(type.Name, error.Message, StringComparison.Ordinal));
        Assert.True(error.IsCorrectable);
    }

    [Fact]
    public void Endless_name_of_a_type_does_not_come_back_whole()
    {
        Read($$$"""{"hello":{"types":["{{{new string('x', 10_000)}}}"]}}""", out var error);

        Assert.Equal(FeedErrorCode.UnknownType, error!.Code);
        Assert.InRange(error.Message.Length, 64, 1_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Another_protocol_is_refused(int protocol)
    {
        Read($$$"""{"hello":{"protocol":{{{protocol}}}}}""", out var error);

        Assert.Equal(FeedErrorCode.UnsupportedProtocol, error!.Code);
    }

    private static Hello? Read(string line, out FeedError? error)
    {
        var read = ClientLineReader.Read(Encoding.UTF8.GetBytes(line));
        error = read.Error;
        return read.Hello;
    }
}
