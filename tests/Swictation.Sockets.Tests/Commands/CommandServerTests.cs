using System.Text;
using System.Text.Json;
using Swictation.Sockets.Commands;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Commands;

public sealed class CommandServerTests
{
    private const string Toggle = """{"action":"toggle"}""";
    private static readonly CommandOptions Options = new();

    [Fact]
    public async Task A_request_without_newline_or_end_is_answered_in_one_line_and_closed()
    {
        await using var commands = new RunningCommands();
        using var client = await commands.ConnectAsync();

        await client.SendAsync(Toggle);

        Assert.Equal(
            """{"status":"success","message":"Recording started","state":"recording","seq":1}""",
            await client.ReadLineAsync());
        Assert.Null(await client.TryReadLineAsync());
    }

    [Theory]
    [InlineData("hello", "invalid_json")]
    [InlineData("[1,2]", "not_an_object")]
    [InlineData("{}", "missing_action")]
    [InlineData("""{"action":"fly"}""", "unknown_action")]
    [InlineData("""{"action":"\ud800"}""", "invalid_json")]
    [InlineData("""{"action":"fail"}""", "internal_error")]
    public async Task What_cannot_be_done_is_answered_with_its_error(string request, string code)
    {
        await using var commands = new RunningCommands();

        var reply = await commands.AskAsync(request);

        Assert.Equal("error", reply.GetProperty("status").GetString());
        Assert.Equal(code, reply.GetProperty("code").GetString());
        Assert.NotEqual("", reply.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Of_two_requests_in_one_write_the_first_is_done()
    {
        await using var commands = new RunningCommands();
        using var client = await commands.ConnectAsync();

        await client.SendAsync(Toggle + Toggle);

        Assert.Single(await client.ReadLinesToEndAsync());
        Assert.Equal(1, commands.Handled);
    }

    [Fact]
    public async Task A_request_in_single_bytes_is_answered()
    {
        await using var commands = new RunningCommands();
        using var client = await commands.ConnectAsync();

        foreach (var letter in Toggle) await client.SendAsync($"{letter}");

        Assert.Equal("success", (await RunningCommands.ReplyAsync(client)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_request_of_64_KiB_is_answered_and_one_without_an_end_by_then_is_too_large()
    {
        await using var commands = new RunningCommands();

        var largest = await commands.AskAsync(Toggle.PadLeft(Options.MaxRequestBytes));
        var spaces = await commands.AskAsync(new string(' ', Options.MaxRequestBytes));

        Assert.Equal("success", largest.GetProperty("status").GetString());
        Assert.Equal("request_too_large", spaces.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_client_that_says_nothing_delays_nobody_and_is_told_so_in_the_end()
    {
        await using var commands = new RunningCommands();
        using var silent = await commands.ConnectAsync();
        await commands.Time.WaitForTimersAsync(RunningCommands.OwnTimers + 1).WaitAsync(LineClient.Deadline);

        var other = await commands.AskAsync(Toggle);
        commands.Time.Advance(Options.RequestTimeout);

        Assert.Equal("success", other.GetProperty("status").GetString());
        var reply = await RunningCommands.ReplyAsync(silent);
        Assert.Equal("request_timeout", reply.GetProperty("code").GetString());
        Assert.Null(await silent.TryReadLineAsync());
    }

    [Fact]
    public async Task Input_that_ends_within_the_object_is_answered_with_an_error()
    {
        await using var commands = new RunningCommands();
        using var client = await commands.ConnectAsync();

        await client.SendAsync("""{"action":"toggle" """);
        client.EndSending();

        var reply = await RunningCommands.ReplyAsync(client);
        Assert.Equal("invalid_json", reply.GetProperty("code").GetString());
        Assert.Equal(0, commands.Handled);
    }

    [Fact]
    public async Task A_client_that_only_looks_whether_somebody_is_there_gets_nothing()
    {
        await using var commands = new RunningCommands();
        using var client = await commands.ConnectAsync();

        client.EndSending();

        Assert.Empty(await client.ReadLinesToEndAsync());
    }

    [Fact]
    public async Task The_same_request_id_is_answered_again_and_not_done_again_for_a_minute()
    {
        const string Request = """{"action":"toggle","request_id":"r1"}""";
        await using var commands = new RunningCommands();

        var first = await commands.AskAsync(Request);
        commands.Time.Advance(Options.RequestIdMemory);
        var second = await commands.AskAsync(Request);
        commands.Time.Advance(TimeSpan.FromTicks(1));
        var third = await commands.AskAsync(Request);

        Assert.Equal("r1", first.GetProperty("request_id").GetString());
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(2, third.GetProperty("seq").GetInt32());
        Assert.Equal(2, commands.Handled);
    }

    [Fact]
    public async Task Different_request_ids_and_none_are_all_done()
    {
        await using var commands = new RunningCommands();

        await commands.AskAsync("""{"action":"toggle","request_id":"r1"}""");
        await commands.AskAsync("""{"action":"toggle","request_id":"r2"}""");
        await commands.AskAsync(Toggle);
        await commands.AskAsync(Toggle);

        Assert.Equal(4, commands.Handled);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("🙂")]
    [InlineData("\\u0001")]
    [InlineData("\\\\")]
    public async Task A_reply_has_at_most_1024_bytes_and_one_read_gets_it_whole(string letter)
    {
        var action = string.Concat(Enumerable.Repeat(letter, 10_000));
        var id = string.Concat(Enumerable.Repeat(letter, letter == "🙂" ? 32 : 64));
        await using var commands = new RunningCommands();
        using var client = await commands.ConnectAsync();

        await client.SendAsync($$"""{"action":"{{action}}","request_id":"{{id}}"}""");
        var reply = await client.ReadOnceAsync(most: 4_096);

        Assert.InRange(reply.Length, 1, CommandReplyLine.MaxBytes);
        Assert.Equal((byte)'\n', reply[^1]);
        var json = JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(reply));
        Assert.StartsWith("Unknown action: ", json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Empty(await client.ReadOnceAsync(1));
    }

    [Fact]
    public async Task A_hundred_clients_at_once_are_all_answered()
    {
        await using var commands = new RunningCommands();

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => commands.AskAsync(Toggle)));

        Assert.Equal(
            Enumerable.Range(1, 100), replies.Select(reply => reply.GetProperty("seq").GetInt32()).Order());
    }

    [Fact]
    public async Task Two_hundred_requests_that_wait_hold_no_thread_and_delay_nobody()
    {
        const int Requests = 200;
        await using var commands = new RunningCommands();

        var waiting = Enumerable.Range(0, Requests)
            .Select(number => commands.AskAsync($$"""{"action":"wait","request_id":"r{{number}}"}"""))
            .ToArray();
        await Eventually.IsTrueAsync(() => commands.Waiting == Requests, "all wait at once");

        Assert.InRange(ThreadPool.ThreadCount, 1, Requests / 2);
        Assert.Equal("success", (await commands.AskAsync(Toggle)).GetProperty("status").GetString());
        Assert.Equal(Requests, commands.Waiting);
        commands.Release();
        var replies = await Task.WhenAll(waiting);
        Assert.Equal(
            Enumerable.Range(0, Requests).Select(number => $"r{number}"),
            replies.Select(reply => reply.GetProperty("request_id").GetString()));
    }

    [Fact]
    public async Task A_request_that_waits_is_still_answered_when_the_server_ends()
    {
        var commands = new RunningCommands();
        var waiting = commands.AskAsync("""{"action":"wait"}""");
        await Eventually.IsTrueAsync(() => commands.Waiting == 1, "it waits");

        await commands.DisposeAsync().AsTask().WaitAsync(LineClient.Deadline);

        Assert.Equal("Waited", (await waiting).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Dispose_closes_a_silent_client_and_removes_the_socket()
    {
        var commands = new RunningCommands();
        using var silent = await commands.ConnectAsync();
        await commands.Time.WaitForTimersAsync(RunningCommands.OwnTimers + 1).WaitAsync(LineClient.Deadline);

        await commands.DisposeAsync().AsTask().WaitAsync(LineClient.Deadline);

        Assert.Null(await silent.TryReadLineAsync());
        Assert.False(File.Exists(commands.Path));
    }
}
