using System.Text;
using Swictation.Sockets.Client;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Client;

public sealed class SnapshotClientTests : IAsyncDisposable
{
    private const string Idle = """{"type":"snapshot","seq":4,"state":"idle"}""";
    private const string Recording = """{"type":"snapshot","seq":5,"state":"recording"}""";

    private readonly ScriptedFeed _feed = new();
    private readonly FakeClock _time = new();
    private readonly CancellationTokenSource _cancelling = new(LineClient.Deadline);
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>?> _told;

    public SnapshotClientTests() =>
        _told = new SnapshotClient(SocketPlace.Named(_feed.Path), _time).ReadAllAsync(_cancelling.Token)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

    [Fact]
    public async Task Snapshots_are_given_as_they_were_sent_and_nothing_else()
    {
        var telling = NextAsync();
        var (connection, hello) = await _feed.AcceptAsync();
        await connection.SendAsync(
            """{"type":"transcription","text":"before the answer","timestamp":"09:00:00"}""" + "\n"
            + ScriptedFeed.Answer() + """{"type":"caught_up","seq":4}""" + "\n" + Idle + "\n");

        Assert.Equal(Idle, await telling);
        Assert.Equal("""{"hello":{"protocol":2,"types":["log_salvaged"],"heartbeat_s":10}}""", hello);
        await connection.SendAsync("""{"type":"heartbeat","seq":4,"timestamp":1.0}""" + "\n" + Recording + "\n");
        Assert.Equal(Recording, await NextAsync());
        connection.Dispose();
    }

    [Fact]
    public async Task Lost_connection_is_told_once_and_made_again()
    {
        var telling = NextAsync();
        var serving = _feed.ServeAsync(ScriptedFeed.Answer(), Idle + "\n");
        Assert.Equal(Idle, await telling);
        Assert.Null(await NextAsync());
        await serving;

        var next = NextAsync();
        foreach (var milliseconds in (int[])[100, 200, 400, 800, 1_600, 2_000])
        {
            await AdvanceAsync(TimeSpan.FromMilliseconds(milliseconds));
            await _feed.ServeAsync();
        }

        await AdvanceAsync(SnapshotClient.LongestPause);
        var (connection, _) = await _feed.AcceptAsync();
        await connection.SendAsync(ScriptedFeed.Answer("another log") + Recording + "\n");
        Assert.Equal(Recording, await next);
        connection.Dispose();
    }

    [Fact]
    public async Task Without_a_daemon_it_says_so_and_finds_one_that_starts()
    {
        _feed.Dispose();
        Assert.Null(await NextAsync());

        using var started = new ScriptedFeed(_feed.Path);
        var next = NextAsync();
        await AdvanceAsync(SnapshotClient.LongestPause);
        var (connection, _) = await started.AcceptAsync();
        await connection.SendAsync(ScriptedFeed.Answer() + Idle + "\n");

        Assert.Equal(Idle, await next);
        connection.Dispose();
    }

    [Fact]
    public async Task Daemon_that_is_stuck_is_given_up()
    {
        var telling = NextAsync();
        var (connection, _) = await _feed.AcceptAsync();
        await connection.SendAsync(ScriptedFeed.Answer() + Idle + "\n");
        Assert.Equal(Idle, await telling);

        var next = NextAsync();
        await AdvanceAsync(SnapshotClient.Patience);

        Assert.Null(await next);
        connection.Dispose();
    }

    [Fact]
    public async Task Daemon_of_another_user_and_another_program_are_errors()
    {
        var refusing = NextAsync();
        await _feed.ServeAsync("""{"type":"error","code":"permission_denied","message":"not yours"}""" + "\n");
        var refused = await Assert.ThrowsAsync<FeedRefusedException>(() => refusing);
        Assert.Contains("not yours", refused.Message, StringComparison.Ordinal);

        var other = new SnapshotClient(SocketPlace.Named(_feed.Path), _time).ReadAllAsync(_cancelling.Token)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var mistaken = other.MoveNextAsync();
        await _feed.ServeAsync("HTTP/1.1 400 Bad Request\n");
        await Assert.ThrowsAsync<NoFeedException>(async () => await mistaken);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to()
    {
        var telling = NextAsync();
        var (connection, _) = await _feed.AcceptAsync();

        await _cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling);
        connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _told.DisposeAsync();
        _cancelling.Dispose();
        _feed.Dispose();
    }

    private async Task<string?> NextAsync()
    {
        Assert.True(await _told.MoveNextAsync());
        return _told.Current is { } line ? Encoding.UTF8.GetString(line.Span) : null;
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        await _time.WaitForTimersAsync(1).WaitAsync(LineClient.Deadline, TestContext.Current.CancellationToken);
        _time.Advance(by);
    }
}
