using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class SearchTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task What_was_said_is_found_with_its_session_and_time()
    {
        await SayAsync("the invoice of October", "lunch", "the e-mail about the invoice that nobody had sent to anybody yet");

        var result = await SearchAsync("invoice");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [
                "1  2026-03-01 09:00:09  seq:3  the invoice of October",
                "1  2026-03-01 09:00:29  seq:5  the e-mail about the invoice that nobody had sent to anybody yet",
            ],
            result.OutputLines);
    }

    [Fact]
    public async Task Titles_tags_notes_and_marks_are_found_as_such()
    {
        await SayAsync("the invoice of October that nobody had sent to anybody yet", "lunch");
        foreach (var words in new[] { "an invoice of before", "The invoice" })
            await ReplayTool.RunAsync(_log.Directory, "title", "1", words, "--db", _log.Path);
        await ReplayTool.RunAsync(_log.Directory, "note", "1", "an invoice is missing", "--db", _log.Path);
        await ReplayTool.RunAsync(_log.Directory, "mark", "1", "invoice here", "--at", "+5", "--db", _log.Path);
        await ReplayTool.RunAsync(_log.Directory, "tag", "1", "invoice", "--db", _log.Path);
        await _log.AppendAsync([Tagged("old invoice", true), Tagged("old invoice", false), Tagged("invoice", true)]);

        var found = (await SearchAsync("invoice")).OutputLines;
        var inSession = (await SearchAsync("invoice", "--session", "1", "--since", "2026-03-01")).OutputLines;
        var json = JsonDocument.Parse((await SearchAsync("invoice", "--json")).Output).RootElement;

        Assert.Equal(
            [
                "1  2026-03-01 09:00:00  seq:13  [tag] invoice",
                "1  2026-03-01 09:00:00  seq:7   [title] The invoice",
                "1  2026-03-01 09:00:00  seq:8   [note] an invoice is missing",
                "1  2026-03-01 09:00:05  seq:9   [mark] invoice here",
                "1  2026-03-01 09:00:09  seq:3   the invoice of October that nobody had sent to anybody yet",
            ],
            found.Order(StringComparer.Ordinal));
        Assert.Equal(found, inSession);
        Assert.EndsWith("  the invoice of October that nobody had sent to anybody yet", found[^1], StringComparison.Ordinal);
        Assert.Equal(5, json.GetProperty("found").GetInt64());
        Assert.Equal(
            ["mark", "note", "tag", "title"],
            json.GetProperty("hits").EnumerateArray()
                .Where(hit => hit.TryGetProperty("addition", out _))
                .Select(hit => hit.GetProperty("addition").GetProperty("kind").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("e-mail", "an e-mail")]
    [InlineData("don't", "i don't know")]
    [InlineData("don’t", "i don't know")]
    [InlineData("\"an e-mail\"", "an e-mail")]
    [InlineData("inv*", "the invoice")]
    [InlineData("预算", "明年的预算")]
    [InlineData("明年的预算", "明年的预算")]
    [InlineData("회의", "내일 회의에서")]
    [InlineData("会議", "明日の会議の資料")]
    [InlineData("ภาษาไทย", "ผมพูดภาษาไทยได้")]
    [InlineData("AND OR", "and or near not")]
    [InlineData("i -e", "i don't know")]
    [InlineData("text:( \"", "plain text")]
    public async Task Words_are_taken_as_people_type_them(string words, string found)
    {
        await SayAsync(
            "an e-mail", "i don't know", "the invoice", "明年的预算", "내일 회의에서", "明日の会議の資料", "ผมพูดภาษาไทยได้", "and or near not", "plain text");

        var result = await SearchAsync(words);

        Assert.EndsWith($"  {found}\n", result.Output, StringComparison.Ordinal);
        Assert.Single(result.OutputLines);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("-invoice x")]
    [InlineData("…")]
    public async Task Nothing_that_is_found_is_a_line_and_an_exit_code(string words)
    {
        await SayAsync("the invoice of October");

        (await SearchAsync(words)).AssertFailed(1, "nothing was found for");
    }

    [Theory]
    [InlineData("'invoic*' finds 2; other forms of a word", "invoicing")]
    [InlineData("it is lunches that is nowhere; 'lunch*' finds 1", "invoices", "lunches")]
    [InlineData("no sentence has all of them; October finds 1 and lunch finds 1", "October", "lunch")]
    [InlineData("elsewhere in the log there is 1, the best in session 1 of 2026-03-01", "lunch", "--since", "2026-03-02")]
    [InlineData("sessions began on 2026-03-01", "quincunx", "--until", "2026-02-01")]
    [InlineData("say too what is to be in it", "-lunch")]
    [InlineData("'invoi*' finds 2", "invoi")]
    [InlineData("'inv*' finds 2", "inv*c")]
    [InlineData("there is no word in it", "*")]
    public async Task What_finds_nothing_comes_with_what_would(string advice, params string[] arguments)
    {
        await SayAsync("the invoice of October", "other invoices", "lunch");

        (await SearchAsync(["--limit", "3", .. arguments])).AssertFailed(1, advice);
    }

    [Fact]
    public async Task A_session_and_times_narrow_the_search()
    {
        await _log.AppendAsync([.. Said(1, 0, "the first invoice"), .. Said(2, 86_400, "the second invoice")]);

        var inSession = await SearchAsync("invoice", "--session", "1");
        var since = await SearchAsync("invoice", "--since", "2026-03-02");
        var until = await SearchAsync("invoice", "--until", "2026-03-01");
        var neither = await SearchAsync("invoice", "--session", "1", "--since", "2026-03-02");
        var missing = await SearchAsync("invoice", "--session", "7");

        Assert.EndsWith("the first invoice\n", inSession.Output, StringComparison.Ordinal);
        Assert.Single(inSession.OutputLines);
        Assert.EndsWith("the second invoice\n", since.Output, StringComparison.Ordinal);
        Assert.Single(since.OutputLines);
        Assert.Equal(inSession.Output, until.Output);
        neither.AssertFailed(1, "nothing was found");
        missing.AssertFailed(1, "there is no session 7");
    }

    [Fact]
    public async Task Context_is_of_the_same_session_in_order()
    {
        await _log.AppendAsync([.. Said(1, 0, "one", "two", "invoice"), .. Said(2, 3600, "three", "invoice", "five", "six")]);

        var result = await SearchAsync("invoice", "--context", "1");

        Assert.Equal(
            ["three", "invoice", "five", "", "two", "invoice", ""],
            result.Output.Split('\n').Select(line => line.Length == 0 ? "" : line[(line.LastIndexOf("  ", StringComparison.Ordinal) + 2)..]));
        // In a file nothing is bold.
        Assert.All(result.OutputLines.Where(line => line.Length > 0), line =>
            Assert.StartsWith(line.EndsWith("invoice", StringComparison.Ordinal) ? "> " : "  ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_best_are_shown_and_how_many_there_are_is_said()
    {
        await SayAsync([.. Enumerable.Range(0, 30).Select(i => $"invoice number {i}")]);

        var result = await SearchAsync("invoice", "--limit", "3");

        Assert.Equal(3, result.OutputLines.Length);
        Assert.Equal("swictation-replay: the best 3 of 30; --limit shows more\n", result.Error);
    }

    [Fact]
    public async Task Json_has_what_was_said_and_where_the_words_stand()
    {
        await SayAsync("🙂 the Invoice 我用iPhone打预算 of 预算", "next");

        var result = await SearchAsync("invoice", "iphone", "预算", "--json", "--context", "2");

        var root = JsonDocument.Parse(result.Output).RootElement;
        var hit = Assert.Single(root.GetProperty("hits").EnumerateArray());
        var transcript = hit.GetProperty("transcript");
        Assert.Equal((1, 3), (transcript.GetProperty("session_id").GetInt32(), transcript.GetProperty("seq").GetInt32()));
        Assert.Equal(
            [(6, 7), (16, 6), (23, 2), (29, 2)],
            hit.GetProperty("matches").EnumerateArray().Select(
                match => (match.GetProperty("start").GetInt32(), match.GetProperty("length").GetInt32())));
        Assert.Equal("next", Assert.Single(hit.GetProperty("after").EnumerateArray()).GetProperty("text").GetString());
        Assert.Empty(hit.GetProperty("before").EnumerateArray());
        Assert.Equal((1, false), (root.GetProperty("found").GetInt32(), root.GetProperty("has_older").GetBoolean()));
    }

    [Fact]
    public async Task Nothing_that_is_found_is_no_hit_in_json()
    {
        await SayAsync("lunch");

        var result = await SearchAsync("invoice", "--json");

        Assert.Equal((1, "{\"found\":0,\"has_older\":false,\"hits\":[]}\n"), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("--limit", "0", "--limit")]
    [InlineData("--context", "-1", "--context")]
    [InlineData("--since", "then", "--since")]
    public async Task A_mistake_names_what_is_accepted(string option, string value, string named) =>
        (await SearchAsync("invoice", option, value)).AssertFailed(2, named);

    private Task<ToolResult> SearchAsync(params string[] arguments) =>
        ReplayTool.RunAsync(_log.Directory, ["search", "--db", _log.Path, .. arguments]);

    private static SessionTagged Tagged(string tag, bool on) => new(new(1), RecordedLog.At(100), tag, on);

    private Task SayAsync(params string[] texts) => _log.AppendAsync(Said(1, 0, texts));

    private static IEnumerable<SessionEvent> Said(long id, double from, params string[] texts)
    {
        var session = new SessionId(id);
        yield return new SessionStart(session, RecordedLog.At(from));
        yield return new StateChange(session, RecordedLog.At(from), Phase.Recording);
        foreach (var (index, text) in texts.Index())
            yield return RecordedLog.Segment(session, RecordedLog.At(from + 10 * (index + 1)), text);
        yield return new SessionEnd(session, RecordedLog.At(from + 10 * (texts.Length + 2)));
    }
}
