using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Sockets.Tests.Promises;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Requests;

/// <summary>What is answered, from a log in SQLite.</summary>
public sealed class AnswerTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly StoredFeed _feed = new();

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    [Fact]
    public async Task Sessions_come_newest_first_a_page_at_a_time()
    {
        await _feed.AppendSessionsAsync(1, 600);

        var first = await AskAsync("""{"get":"sessions","limit":350,"request_id":"7"}""");
        var next = await AskAsync($$"""{"get":"sessions","before":{{Number(first[^1], "before")}},"request_id":"8"}""");

        Assert.Equal(Enumerable.Range(251, 350).Reverse().Select(id => (long)id), Sessions(first));
        Assert.Equal("""{"type":"done","reply_to":"7","more":true,"before":251}""", first[^1].GetRawText());
        Assert.Equal(Enumerable.Range(1, 250).Reverse().Select(id => (long)id), Sessions(next));
        Assert.Equal("""{"type":"done","reply_to":"8","more":false}""", next[^1].GetRawText());
    }

    [Fact]
    public async Task Exactly_as_many_sessions_as_were_asked_for_leave_no_more()
    {
        await _feed.AppendSessionsAsync(1, 3);

        var answer = await AskAsync("""{"get":"sessions","limit":3,"request_id":"7"}""");

        Assert.Equal([3, 2, 1], Sessions(answer));
        Assert.False(answer[^1].GetProperty("more").GetBoolean());
    }

    [Fact]
    public async Task Sessions_are_limited_by_time()
    {
        foreach (var id in Enumerable.Range(1, 5))
            _feed.Append(new SessionStart(new(id), Start.AddDays(id)), new SessionEnd(new(id), Start.AddDays(id).AddMinutes(1)));
        await Eventually.IsTrueAsync(() => _feed.Log.ReadModelLag == 0, "the read models are level");

        var answer = await AskAsync(
            """{"get":"sessions","since":"2026-03-03T09:00:00Z","before":"2026-03-05T09:00:00Z","request_id":"7"}""");

        Assert.Equal([3, 2], Sessions(answer));
    }

    [Fact]
    public async Task Session_has_the_fields_that_the_replay_tool_prints()
    {
        _feed.Append(
            new SessionStart(new(1), Start), Said("An invoice", 5), Measured(), Said("Another", 20), new SessionEnd(new(1), Start.AddMinutes(1)));

        var answer = await AskAsync("""{"get":"session","session":1,"request_id":"7"}""");

        Assert.Equal(["session", "transcript", "transcript", "done"], answer.Select(Type));
        Assert.Equal(
            """{"type":"session","reply_to":"7","id":1,"start_time":1772355600,"started_at":"2026-03-01T09:00:00.000000Z","end_time":1772355660,"ended_at":"2026-03-01T09:01:00.000000Z","duration_s":60,"segments":2,"words":3,"wpm":180,"end":"ok","segments_without_text":0,"imported":false}""",
            answer[0].GetRawText());
        Assert.Equal(
            """{"type":"transcript","reply_to":"7","session_id":1,"seq":2,"timestamp":1772355605,"at":"2026-03-01T09:00:05.000000Z","text":"An invoice","words":2,"wpm":100,"latency_ms":200,"off_the_record":false,"confidence":0.9,"word_confidences":[0.8,1]}""",
            answer[1].GetRawText());
        Assert.Equal(4, Number(answer[2], "seq"));
    }

    [Fact]
    public async Task Session_goes_on_behind_a_position()
    {
        _feed.Append(new SessionStart(new(1), Start));
        for (var i = 1; i <= 700; i++) _feed.Append(Said($"Sentence {i}", i), Measured());

        var first = await AskAsync("""{"get":"session","session":"last","limit":400,"request_id":"7"}""");
        var next = await AskAsync($$"""{"get":"session","session":1,"after":{{Number(first[^1], "after")}},"request_id":"8"}""");

        Assert.Equal(Enumerable.Range(1, 700).Select(i => $"Sentence {i}"), Texts(first.Concat(next)));
        Assert.True(first[^1].GetProperty("more").GetBoolean());
        Assert.False(next[^1].GetProperty("more").GetBoolean());
        Assert.Equal("open", next[0].GetProperty("end").GetString());
    }

    [Fact]
    public async Task Session_has_its_gaps_and_what_has_no_text()
    {
        _feed.Append(
            new SessionStart(new(1), Start),
            new SegmentFailed(new(1), Start.AddSeconds(9), 3.5, 6.5, "not done after 30 s"),
            new AudioInterrupted(new(1), Start.AddSeconds(10), 10, new(Domain.Reasons.ReasonCode.MicrophoneGone, Source: "alsa:x")),
            new AudioResumed(new(1), Start.AddSeconds(15), 15, 5),
            new SessionEnd(new(1), Start.AddMinutes(1)));
        await Eventually.IsTrueAsync(() => _feed.Log.ReadModelLag == 0, "the read models are level");

        var answer = await AskAsync("""{"get":"session","session":1,"request_id":"7"}""");

        Assert.Equal(["session", "without_text", "gap", "done"], answer.Select(Type));
        Assert.Equal("not done after 30 s", answer[1].GetProperty("reason").GetString());
        Assert.Equal("interrupted", answer[2].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Text_off_the_record_is_withheld_from_who_asks_later()
    {
        _feed.Append(new SessionStart(new(1), Start), Said("secret", 5) with { IsOffTheRecord = true }, Said("public", 6));

        var answer = await AskAsync("""{"get":"session","session":1,"request_id":"7"}""");

        Assert.Equal(Transcription.Withheld, answer[1].GetProperty("text").GetString());
        Assert.True(answer[1].GetProperty("off_the_record").GetBoolean());
        Assert.Equal("public", answer[2].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Session_that_was_recorded_elsewhere_has_its_transcripts_and_goes_on()
    {
        var lastYear = Start.AddYears(-1);
        _feed.Append(
            new SessionImported(new(1), lastYear, new("a log", 9, 0), lastYear.AddMinutes(1), 60, 3, 5, 20, 60, 200),
            new SegmentImported(new(1), lastYear.AddSeconds(3), new("a log", 9, 1), 2, 2, 10, 100, 200, "An invoice"),
            new SegmentImported(new(1), lastYear.AddSeconds(9), new("a log", 9, 2), 2, 2, 9, 100, 200),
            new SegmentImported(new(1), lastYear.AddSeconds(20), new("a log", 9, 3), 1, 1, 7, 100, 200, "Another"),
            new SessionStart(new(2), Start),
            Said("not of it", 5) with { Session = new(2) });
        await Eventually.IsTrueAsync(() => _feed.Log.ReadModelLag == 0, "the read models are level");

        var first = await AskAsync("""{"get":"session","session":1,"limit":2,"request_id":"7"}""");
        var next = await AskAsync($$"""{"get":"session","session":1,"after":{{Number(first[^1], "after")}},"request_id":"8"}""");

        Assert.Equal(["An invoice", SegmentImported.NotKept], Texts(first));
        Assert.Equal(["Another"], Texts(next));
        Assert.Equal(2, Number(first[1], "seq"));
        Assert.Equal("2025-03-01T09:00:03.000000Z", first[1].GetProperty("at").GetString());
        Assert.Equal(60, first[1].GetProperty("wpm").GetDouble());
        Assert.True(first[0].GetProperty("imported").GetBoolean());
    }

    [Fact]
    public async Task Session_that_does_not_exist_is_refused()
    {
        var answer = await AskAsync("""{"get":"session","session":7,"request_id":"7"}""");

        Assert.Equal("session_unknown", Assert.Single(answer).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Transcripts_come_newest_first_and_go_on()
    {
        for (var id = 1; id <= 3; id++)
        {
            _feed.Append(new SessionStart(new(id), Start));
            for (var i = 1; i <= 300; i++) _feed.Append(Said($"{id}.{i}", i, id));
            _feed.Append(new SessionEnd(new(id), Start.AddHours(1)));
        }

        var newest = await AskAsync("""{"get":"transcripts","request_id":"7"}""");
        var first = await AskAsync("""{"get":"transcripts","limit":450,"request_id":"8"}""");
        var next = await AskAsync(
            $$"""{"get":"transcripts","limit":500,"before":{{Number(first[^1], "before")}},"request_id":"9"}""");

        string[] all = [.. Enumerable.Range(1, 3).SelectMany(id => Enumerable.Range(1, 300).Select(i => $"{id}.{i}")).Reverse()];
        Assert.Equal(all[..100], Texts(newest));
        Assert.True(newest[^1].GetProperty("more").GetBoolean());
        Assert.Equal(all, Texts(first).Concat(Texts(next)));
        Assert.False(next[^1].GetProperty("more").GetBoolean());
    }

    [Fact]
    public async Task Transcripts_may_be_those_of_one_session()
    {
        foreach (var id in Enumerable.Range(1, 3))
            _feed.Append(new SessionStart(new(id), Start), Said($"first of {id}", 5, id), Said($"second of {id}", 6, id), new SessionEnd(new(id), Start));

        Assert.Equal(["second of 2", "first of 2"], Texts(await AskAsync("""{"get":"transcripts","session":2,"request_id":"7"}""")));
        Assert.Equal(["second of 3"], Texts(await AskAsync("""{"get":"transcripts","session":"last","limit":1,"request_id":"8"}""")));
        Assert.Equal(
            "session_unknown",
            Assert.Single(await AskAsync("""{"get":"transcripts","session":7,"request_id":"9"}""")).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Transcripts_have_the_fields_that_a_search_gives_and_no_text_off_the_record()
    {
        _feed.Append(
            new SessionStart(new(1), Start), Said("An invoice", 5), Measured(), Said("secret", 20) with { IsOffTheRecord = true });

        var atOnce = await AskAsync("""{"get":"transcripts","request_id":"7"}""");
        await Eventually.IsTrueAsync(() => _feed.Log.ReadModelLag == 0, "the read models are level");
        var later = await AskAsync("""{"get":"transcripts","request_id":"7"}""");

        Assert.Equal(atOnce.Select(line => line.GetRawText()), later.Select(line => line.GetRawText()));
        Assert.Equal(
            """{"type":"transcript","reply_to":"7","session_id":1,"seq":2,"timestamp":1772355605,"at":"2026-03-01T09:00:05.000000Z","text":"An invoice","words":2,"wpm":100,"latency_ms":200,"off_the_record":false,"confidence":0.9}""",
            later[1].GetRawText());
        Assert.Equal(Transcription.Withheld, later[0].GetProperty("text").GetString());
        Assert.True(later[0].GetProperty("off_the_record").GetBoolean());
    }

    [Fact]
    public async Task Search_finds_what_was_said_newest_first_and_goes_on()
    {
        foreach (var id in Enumerable.Range(1, 3))
            _feed.Append(new SessionStart(new(id), Start), Said($"Invoice number {id}", 5, id), Said("Other", 6, id), new SessionEnd(new(id), Start));
        await Eventually.IsTrueAsync(() => _feed.Log.ReadModelLag == 0, "the read models are level");

        var first = await AskAsync("""{"get":"search","words":"INVOICE number","limit":2,"request_id":"7"}""");
        var next = await AskAsync(
            $$"""{"get":"search","words":"invoice","before":{{Number(first[^1], "before")}},"request_id":"8"}""");
        var ofOne = await AskAsync("""{"get":"search","words":"invoice","session":2,"request_id":"9"}""");

        Assert.Equal([3, 2], first[..^1].Select(line => Number(line, "session_id")));
        Assert.Equal([1], next[..^1].Select(line => Number(line, "session_id")));
        Assert.Equal([2], ofOne[..^1].Select(line => Number(line, "session_id")));
        Assert.False(next[^1].GetProperty("more").GetBoolean());
    }

    [Theory]
    [InlineData("\\\"")]
    [InlineData("NOT (")]
    [InlineData("a\\u0000b")]
    [InlineData("")]
    [InlineData("col:x^*")]
    public async Task No_words_are_a_mistake(string words)
    {
        var answer = await AskAsync($$"""{"get":"search","words":"{{words}}","request_id":"7"}""");

        Assert.Equal("done", Type(Assert.Single(answer)));
    }

    private static Transcription Said(string text, int afterS, long session = 1) =>
        new(new(session), Start.AddSeconds(afterS), text, 100, 200, text.Split(' ').Length);

    private static SegmentMeasured Measured() =>
        new(new(1), Start, 4, 1, 0, 0, new Confidence(0.9, [0.8, 1]));

    private static string Type(JsonElement line) => line.GetProperty("type").GetString()!;

    private static long Number(JsonElement line, string field) => line.GetProperty(field).GetInt64();

    private static IEnumerable<string?> Texts(IEnumerable<JsonElement> answer) =>
        answer.Where(line => Type(line) == "transcript").Select(line => line.GetProperty("text").GetString());

    private static IEnumerable<long> Sessions(IEnumerable<JsonElement> answer) =>
        answer.Where(line => Type(line) == "session").Select(line => Number(line, "id"));

    // A connection of its own; the feed's lines are left out.
    private async Task<List<JsonElement>> AskAsync(string request)
    {
        using var client = await _feed.ConnectAsync("""{"hello":{}}""");
        await client.SendAsync(request + "\n");
        var answer = new List<JsonElement>();
        do
        {
            var line = JsonDocument.Parse(await client.ReadLineAsync()).RootElement;
            if (line.TryGetProperty("reply_to", out _)) answer.Add(line);
        }
        while (answer.Count == 0 || Type(answer[^1]) is not ("done" or "error"));
        return answer;
    }
}
