using System.Text;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Protocol;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Protocol;

/// <summary>A client that names the past that it knows is not served another one (promise P12).</summary>
public sealed class KnownPastTests
{
    private static readonly string Known = new('a', 64);
    private static readonly string Other = new('b', 64);

    private readonly ChainedLog _log = new(head: 20, hashedAt: 10, Known);

    [Fact]
    public void P12_The_same_past_is_served()
    {
        Assert.NotNull(Plan($$"""{"after":12,"hashed_up_to":10,"head_hash":"{{Known}}"}""", out var error));
        Assert.Null(error);
    }

    [Fact]
    public void P12_Another_past_is_refused_as_another_log()
    {
        Assert.Null(Plan($$"""{"after":12,"hashed_up_to":10,"head_hash":"{{Other}}"}""", out var error));

        Assert.Equal(FeedErrorCode.LogChanged, error?.Code);
        Assert.Equal((20L, _log.LogId), (error?.Head, error?.LogId));
    }

    [Fact]
    public void P12_A_past_that_goes_on_behind_the_log_is_another_one()
    {
        Assert.Null(Plan($$"""{"hashed_up_to":21,"head_hash":"{{Known}}"}""", out var error));

        Assert.Equal(FeedErrorCode.LogChanged, error?.Code);
    }

    [Fact]
    public void P12_Where_it_cannot_be_seen_nothing_is_refused()
    {
        Assert.NotNull(Plan($$"""{"hashed_up_to":9,"head_hash":"{{Other}}"}""", out _));
    }

    [Theory]
    [InlineData("""{"head_hash":"aa"}""")]
    [InlineData("""{"hashed_up_to":10}""")]
    [InlineData("""{"hashed_up_to":10,"head_hash":5}""")]
    [InlineData("""{"hashed_up_to":-1,"head_hash":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    [InlineData("""{"hashed_up_to":10,"head_hash":"zaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    public void Half_of_it_or_what_is_no_hash_is_no_hello(string hello)
    {
        Assert.Null(Read(hello, out var error));

        Assert.Equal(FeedErrorCode.InvalidHello, error?.Code);
    }

    [Fact]
    public void The_answer_has_the_hash_and_where_it_holds()
    {
        var line = Encoding.UTF8.GetString(ControlLines.Hello("x", 1, 20, "1", [], hash: _log.FindHash()).Span);

        Assert.EndsWith($",\"hashed_up_to\":10,\"head_hash\":\"{Known}\"}}\n", line, StringComparison.Ordinal);
    }

    private object? Plan(string hello, out FeedError? error) => HelloPlanner.Plan(_log, Read(hello, out _)!, _log.Head, out error);

    private static Hello? Read(string hello, out FeedError? error)
    {
        using var line = JsonDocument.Parse($"{{\"hello\":{hello}}}");
        return HelloReader.Read(line.RootElement, out error);
    }

    private sealed class ChainedLog(long head, long hashedAt, string hash) : IEventLogReader
    {
        private readonly InMemoryEventLog _events = new();

        public string LogId => _events.LogId;

        public long Head => head;

        public long Oldest => 1;

        public EventPage ReadAfter(long after) => _events.ReadAfter(after);

        public EventPage ReadStored(long after) => _events.ReadStored(after);

        public bool TryReadRecent(long after, out EventPage page) => _events.TryReadRecent(after, out page);

        public ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken) => _events.WaitForMoreAsync(after, cancellationToken);

        public CatchUpPositions FindCatchUp(long upTo, SessionId? session, int transcriptions) =>
            _events.FindCatchUp(upTo, session, transcriptions);

        public SessionPositions? FindSession(long upTo, SessionId? session) => _events.FindSession(upTo, session);

        public LogHash? FindHash(long? position = null) =>
            position is null || position == hashedAt ? new(hashedAt, hash) : null;
    }
}
