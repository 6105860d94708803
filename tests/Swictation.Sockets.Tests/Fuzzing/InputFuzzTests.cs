using System.Net.Sockets;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Protocol;
using Swictation.Sockets.Tests.Commands;
using Swictation.Sockets.Tests.Feed;
using Swictation.Sockets.Tests.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Fuzzing;

/// <summary>
/// Whatever comes in through either socket, it is answered or refused, and the next client is served.
/// </summary>
[Trait("Category", "Stress")]
[Collection(nameof(ProcessWide))]
public sealed class InputFuzzTests(ITestOutputHelper output)
{
    private const double InProcess = 0.5;
    private const double ThroughSockets = 0.002;

    private static readonly string[] Requests =
    [
        """{"action":"toggle"}""", """{"action":"status","request_id":"7f3a"}""",
        """{"action":"metrics","request_id":12}""",
        """{"action": "quit", "more": [1, {"a": "\u00e9"}]}""", "{}", "[]", "\"toggle\"", "12",
    ];

    private static readonly string[] Hellos =
    [
        """{"hello":{"protocol":2,"after":4711,"types":["transcription"],"heartbeat_s":5}}""",
        """{"hello":{"session":12,"speed":2.0,"from_s":30,"max_gap_s":3}}""",
        """{"hello":{"session":"last","speed":0.5,"max_gap_s":3}}""",
        """{"hello":{"log_id":"c5fd4b553f4fe8f6d2514406b3ea8e38","after":0}}""", """{"hello":{}}""", "{}",
        """{"get":"search","words":"invoice","request_id":"7","limit":5,"before":12}""",
        """{"get":"sessions","before":"2026-11-22T10:51:34Z","since":"2026-01-01","request_id":8}""",
        """{"get":"session","session":"last","after":3,"request_id":"9"}""", """{"get":"status","request_id":"10"}""",
    ];

    [Fact]
    public void Any_bytes_are_a_command_a_refusal_or_not_complete_yet()
    {
        var mutations = new Mutations(Seed.Take(output.WriteLine), Requests);
        FuzzRun.Run(InProcess, output.WriteLine, _ =>
        {
            var isComplete = CommandRequestReader.TryRead(mutations.Next(), out var request, out var error);
            Assert.Equal(isComplete, request is not null || error is not null);
            Assert.True(request is null || error is null, "It is either a request or an error.");
            if (error is not null) Assert.InRange(CommandReplyLine.Write(error).Length, 1, 1024);
        });
    }

    [Fact]
    public void Any_line_is_a_hello_a_request_or_a_refusal()
    {
        var mutations = new Mutations(Seed.Take(output.WriteLine), Hellos);
        FuzzRun.Run(InProcess, output.WriteLine, _ =>
        {
            var (hello, get, error) = ClientLineReader.Read(mutations.Next());
            Assert.Equal(1, (hello is null ? 0 : 1) + (get is null ? 0 : 1) + (error is null ? 0 : 1));
            if (error is not null) Assert.Equal((byte)'\n', ControlLines.Error(error).Span[^1]);
        });
    }

    [Fact]
    public async Task The_command_socket_answers_the_next_client_whatever_the_one_before_has_sent()
    {
        var mutations = new Mutations(Seed.Take(output.WriteLine), Requests);
        await using var commands = new RunningCommands();
        FuzzRun.Run(ThroughSockets * 10, output.WriteLine, _ => SendAsync(commands.ConnectAsync, mutations).Wait());

        Assert.Equal("success", (await commands.AskAsync("""{"action":"toggle"}""")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_metrics_socket_serves_the_next_client_whatever_the_one_before_has_sent()
    {
        var mutations = new Mutations(Seed.Take(output.WriteLine), Hellos);
        var faker = new EventFaker(seed: 5);
        await using var feed = new RunningFeed(before: faker.Session(new(12), segments: 5));
        FuzzRun.Run(ThroughSockets * 10, output.WriteLine, _ => SendAsync(feed.ConnectAsync, mutations).Wait());

        using var client = await feed.ConnectAsync();
        await client.ReadLineAsync();
        await client.SendAsync("{\"hello\":{\"after\":0}}\n");
        var lines = await client.ReadLinesUntilAsync("caught_up");
        Assert.Contains(lines, line => line.StartsWith("{\"seq\":1,", StringComparison.Ordinal));
        Assert.Equal(0, feed.Metrics.Errors[FeedErrorKind.Internal]);
    }

    // A few inputs, then nothing more. What comes back is waited for: sockets queue only so many who connect.
    private static async Task SendAsync(Func<Task<LineClient>> connect, Mutations mutations)
    {
        using var client = await connect();
        try
        {
            await client.SendAsync(mutations.Next());
            await client.SendAsync("\n"u8.ToArray());
            await client.SendAsync(mutations.Next());
            client.EndSending();
            await client.TryReadLineAsync();
        }
        catch (SocketException)
        {
            Assert.True(true, "It was refused before all of it was sent or read.");
        }
    }
}
