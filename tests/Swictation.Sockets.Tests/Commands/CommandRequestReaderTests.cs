using System.Text;
using Swictation.Sockets.Commands;

namespace Swictation.Sockets.Tests.Commands;

public sealed class CommandRequestReaderTests
{
    [Theory]
    [InlineData("""{"action":"toggle"}""", "toggle", null)]
    [InlineData("""{"action": "status"}""", "status", null)]
    [InlineData(" \r\n\t {\"action\":\"stop\"}\n", "stop", null)]
    [InlineData("""{"request_id":"a-1","action":"start"}""", "start", "a-1")]
    [InlineData("""{"action":"start","request_id":17}""", "start", "17")]
    [InlineData("""{"action":"start","request_id":null}""", "start", null)]
    [InlineData("""{"action":"quit","mood":{"is":["fine"]}}""", "quit", null)]
    [InlineData("""{"action":"stop"}{"action":"start"}""", "stop", null)]
    [InlineData("""{"action":"stop"} and what not""", "stop", null)]
    [InlineData("""{"action":"\u0073top"}""", "stop", null)]
    [InlineData("""{"action":""}""", "", null)]
    public void A_request_is_what_its_first_object_says(string input, string action, string? requestId)
    {
        Assert.True(Read(input, out var request, out var error));

        Assert.Equal(new(action, requestId), request);
        Assert.Null(error);
    }

    [Theory]
    [InlineData("""{"action":"start","transcriber":"de","language":"auto"}""", "de", "auto")]
    [InlineData("""{"action":"start","language":"de"}""", null, "de")]
    [InlineData("""{"action":"start","transcriber":7,"language":["de"]}""", null, null)]
    public void Choice_of_a_recogniser_is_read(string input, string? transcriber, string? language)
    {
        Assert.True(Read(input, out var request, out _));

        Assert.Equal(new("start", RequestId: null, Transcriber: transcriber, Language: language), request);
    }

    [Theory]
    [InlineData("hello", "invalid_json")]
    [InlineData("}", "invalid_json")]
    [InlineData("{action:1}", "invalid_json")]
    [InlineData("{\"action\":\"a\nb\"}", "invalid_json")]
    [InlineData("{\"action\":\"stop\",}", "invalid_json")]
    [InlineData("""{"action":"\ud800"}""", "invalid_json")]
    [InlineData("""{"action":"stop","request_id":"\udc00"}""", "invalid_json")]
    [InlineData("[", "not_an_object")]
    [InlineData("[{\"action\":\"stop\"}]", "not_an_object")]
    [InlineData("\"stop", "not_an_object")]
    [InlineData("17", "not_an_object")]
    [InlineData("-", "not_an_object")]
    [InlineData("null", "not_an_object")]
    [InlineData("true", "not_an_object")]
    [InlineData("{}", "missing_action")]
    [InlineData("""{"action":null}""", "missing_action")]
    [InlineData("""{"action":["stop"]}""", "missing_action")]
    [InlineData("""{"Action":"stop"}""", "missing_action")]
    public void What_is_no_request_has_its_error(string input, string code)
    {
        Assert.True(Read(input, out var request, out var error));

        Assert.Null(request);
        Assert.Equal(("error", code), (error?.Status, error?.Code?.Name));
    }

    [Theory]
    [InlineData("hello", "line 1, position 1: 'h' has no place there")]
    [InlineData("{\n\"action\":\"stöp\" \"toggle\"}", "line 2, position 17: '\"' has no place there")]
    [InlineData("{\"action\":\"a\nb\"}", "line 1, position 13: the control character U+000A has no place there")]
    [InlineData("{\"action\":\"\\ud800\"}", "a text in it is no UTF-8, or half a character")]
    public void What_is_no_JSON_is_told_where_and_by_what(string input, string fault)
    {
        Read(input, out _, out var error);

        Assert.Equal($"The request is not valid JSON: {fault}", error?.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("{")]
    [InlineData("""{"action":"stop""")]
    [InlineData("""{"action":"stop","more":{}""")]
    [InlineData("tru")]
    [InlineData("nul")]
    public void What_may_become_a_request_is_waited_for(string input) => Assert.False(Read(input, out _, out _));

    [Fact]
    public void Broken_utf8_is_invalid_json()
    {
        byte[] input = [.. "{\"action\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.True(CommandRequestReader.TryRead(input, out _, out var error));

        Assert.Equal(CommandErrorCode.InvalidJson, error?.Code);
    }

    [Fact]
    public void An_object_of_any_depth_is_a_request_or_an_error()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 1_000));

        Assert.True(Read(deep, out _, out var error));

        Assert.Equal(CommandErrorCode.InvalidJson, error?.Code);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_request_id_has_64_characters_at_most(int length, bool isTaken)
    {
        Read($$"""{"action":"stop","request_id":"{{new string('x', length)}}"}""", out var request, out var error);

        Assert.Equal(isTaken, request is not null);
        Assert.Equal(isTaken ? null : "invalid_request_id", error?.Code?.Name);
    }

    [Fact]
    public void A_request_is_complete_with_its_last_byte_and_not_before()
    {
        var whole = Encoding.UTF8.GetBytes("""  {"action":"stöp 🙂","request_id":"ä\"}","more":[1,{"a":null}]}""");

        for (var length = 0; length < whole.Length; length++)
            Assert.False(CommandRequestReader.TryRead(whole.AsSpan(0, length), out _, out _), $"{length} bytes");
        Assert.True(CommandRequestReader.TryRead(whole, out var request, out _));

        Assert.Equal(new("stöp 🙂", "ä\"}"), request);
    }

    private static bool Read(string input, out CommandRequest? request, out CommandReply? error) =>
        CommandRequestReader.TryRead(Encoding.UTF8.GetBytes(input), out request, out error);

    [Theory]
    [InlineData("12", 12L)]
    [InlineData("\"12\"", null)]
    [InlineData("1.5", null)]
    [InlineData("1e99", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Session_is_a_whole_number_or_none(string json, long? session)
    {
        var input = Encoding.UTF8.GetBytes($$"""{"action":"retry","session_id":{{json}}}""");

        Assert.True(CommandRequestReader.TryRead(input, out var request, out _));

        Assert.Equal(new("retry", RequestId: null, session), request);
    }
}
