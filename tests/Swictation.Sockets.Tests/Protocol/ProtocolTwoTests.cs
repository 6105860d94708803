using Swictation.Sockets.Tests.Feed;
using static Swictation.Sockets.Tests.Protocol.ProtocolTwo;

namespace Swictation.Sockets.Tests.Protocol;

/// <summary>Protocol 2 over real sockets.</summary>
public sealed class ProtocolTwoTests
{
    [Fact]
    public async Task After_a_position_come_every_later_event_the_word_that_this_was_all_and_then_live()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await SayHelloAsync(feed, """{"hello":{"after":4}}""");

        var history = await client.ReadLinesAsync(6);
        feed.Append(Lines.Said(6));
        var live = await client.ReadLineAsync();

        Assert.Equal([5, 6, 7, 8, 9], history[..5].Select(Sequence));
        Assert.Equal("""{"type":"caught_up","seq":9}""", history[5]);
        Assert.Equal(10, Sequence(live));
    }

    [Fact]
    public async Task The_answer_names_the_log_and_its_ends()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesUntilAsync("session_end");

        await client.SendAsync("{\"hello\":{\"protocol\":2}}\n");
        var lines = await client.ReadLinesAsync(2);

        Assert.Equal(
            $$"""{"type":"hello","protocol":2,"log_id":"{{feed.Log.LogId}}","oldest":1,"head":9,"version":"{{RunningFeed.Version}}","features":["log_id","types","v","replay","head_hash"]}""",
            lines[0]);
        Assert.Equal("""{"type":"caught_up","seq":9}""", lines[1]);
    }

    [Fact]
    public async Task A_hello_may_come_in_bytes_with_blank_lines_and_carriage_returns_around_it()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesUntilAsync("session_end");

        foreach (var part in "\r\n\n{\"hello\":{\"after\":8}}\r\n") await client.SendAsync(part.ToString());
        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.Equal(["hello", "session_end", "caught_up"], lines.Select(Type));
    }

    [Fact]
    public async Task A_second_hello_takes_the_place_of_the_first()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await SayHelloAsync(feed, """{"hello":{"after":0,"types":["transcription"]}}""");
        await client.ReadLinesUntilAsync("caught_up");

        await client.SendAsync("""{"hello":{"after":8}}""" + "\n");
        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.Equal(["hello", "session_end", "caught_up"], lines.Select(Type));
    }

    [Fact]
    public async Task Positions_advance_over_types_that_are_not_wanted()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await SayHelloAsync(feed, """{"hello":{"after":0,"types":["session_start"]}}""");

        var lines = await client.ReadLinesAsync(2);

        Assert.Equal(2, Sequence(lines[0]));
        Assert.Equal("""{"type":"caught_up","seq":9}""", lines[1]);
    }

    [Fact]
    public async Task Events_that_protocol_1_leaves_out_are_sent()
    {
        await using var feed = new RunningFeed(before: [Lines.Started(), Lines.Said(1), Lines.Measured()]);
        using var client = await SayHelloAsync(feed, """{"hello":{"after":0}}""");

        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.Equal(["session_start", "transcription", "segment_measured", "caught_up"], lines.Select(Type));
    }

    [Theory]
    [InlineData("""{"hello":{"after":10}}""", "position_unknown")]
    [InlineData("""{"hello":{"session":7}}""", "session_unknown")]
    [InlineData("""{"hello":{"types":["dream"]}}""", "unknown_type")]
    [InlineData("""{"hello":{"log_id":"of another","after":0}}""", "log_changed")]
    [InlineData("""{"hello":{"log_id":"of another","after":10}}""", "log_changed")]
    public async Task What_the_log_does_not_have_is_an_error_after_which_the_client_may_ask_again(
        string hello, string code)
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesUntilAsync("session_end");

        await client.SendAsync(hello + "\n");
        var error = await client.ReadLineAsync();
        await client.SendAsync("""{"hello":{"after":9}}""" + "\n");
        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.StartsWith($$"""{"type":"error","code":"{{code}}",""", error, StringComparison.Ordinal);
        Assert.Equal(["hello", "caught_up"], lines.Select(Type));
    }

    [Fact]
    public async Task Log_that_the_client_knows_is_served_and_another_is_refused_before_any_event()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesUntilAsync("session_end");

        await client.SendAsync("""{"hello":{"after":7,"log_id":"other"}}""" + "\n");
        var refusal = await client.ReadLineAsync();
        feed.Append(Lines.Said(6));
        await client.SendAsync($$$"""{"hello":{"after":8,"log_id":"{{{feed.Log.LogId}}}"}}""" + "\n");
        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.StartsWith(
            $$"""{"type":"error","code":"log_changed","log_id":"{{feed.Log.LogId}}","oldest":1,"head":9,"message":""",
            refusal,
            StringComparison.Ordinal);
        Assert.Equal(["hello", "session_end", "transcription", "caught_up"], lines.Select(Type));
    }

    [Fact]
    public async Task Garbage_gets_an_error_and_is_closed_and_others_go_on()
    {
        await using var feed = new RunningFeed(before: Session);
        using var other = await feed.ConnectAsync();
        await other.ReadLinesUntilAsync("session_end");
        using var client = await feed.ConnectAsync();
        await client.ReadLinesUntilAsync("session_end");

        await client.SendAsync("GET / HTTP/1.1\r\n\r\n");
        var lines = await client.ReadLinesToEndAsync();
        feed.Append(Lines.Said(6));

        Assert.Contains("invalid_hello", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal([6], Lines.Numbers([await other.ReadLineAsync()]));
    }

    [Fact]
    public async Task An_endless_line_gets_an_error_and_is_closed()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesUntilAsync("session_end");

        await client.SendAsync(new string('x', 64 * 1024));
        var lines = await client.ReadLinesToEndAsync();

        Assert.Contains("input_too_large", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_the_server_closes_it_says_goodbye()
    {
        var feed = new RunningFeed(before: Session);
        using var client = await SayHelloAsync(feed, """{"hello":{"after":9}}""");
        await client.ReadLinesUntilAsync("caught_up");

        await feed.DisposeAsync();

        Assert.Equal(["""{"type":"bye","reason":"shutdown"}"""], await client.ReadLinesToEndAsync());
    }
}
