using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class ListTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Sessions_are_listed_newest_first_in_aligned_columns()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.OneSession(2, from: 3600)]);

        var result = await ReplayTool.RunAsync(_log.Directory, "list", "--db", _log.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                "ID  STARTED              DURATION  SEGMENTS  WORDS  WPM  END",
                " 2  2026-03-01 10:00:00    12.0 s         3      9    -  ok",
                " 1  2026-03-01 09:00:00    12.0 s         3      9    -  ok",
            ],
            result.OutputLines);
    }

    [Fact]
    public async Task No_sessions_are_a_line_for_people_and_an_empty_array_for_programs()
    {
        await _log.AppendAsync([new StateChange(null, RecordedLog.Start, Phase.Idle)]);

        var people = await ReplayTool.RunAsync(_log.Directory, "list", "--db", _log.Path);
        var programs = await ReplayTool.RunAsync(_log.Directory, "list", "--json", "--db", _log.Path);

        Assert.Equal("No session has been recorded yet.\n", people.Output);
        Assert.Equal("[]\n", programs.Output);
    }

    [Theory]
    [InlineData("no session is like that; sessions began on 2026-03-01", "--since", "2026-03-02")]
    [InlineData("no session is like that; sessions began on 2026-03-01", "--min-words", "10")]
    [InlineData("no session is like that; 'questi*' finds 1", "--grep", "questing")]
    [InlineData("no session is like that; sessions began on 2026-03-01", "--grep", "question", "--until", "2026-02-01")]
    public async Task Where_none_is_like_what_is_wanted_a_line_and_the_exit_code_say_so(string told, params string[] arguments)
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        (await ReplayTool.RunAsync(_log.Directory, ["list", .. arguments, "--db", _log.Path])).AssertFailed(1, told);
    }

    [Fact]
    public async Task Json_has_stable_names_and_times_in_two_forms()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "list", "--json", "--db", _log.Path);

        var session = JsonDocument.Parse(result.Output).RootElement[0];
        Assert.Equal(
            [
                "id", "start_time", "started_at", "end_time", "ended_at", "duration_s", "segments", "words", "wpm",
                "end", "segments_without_text", "imported",
            ],
            session.EnumerateObject().Select(field => field.Name));
        Assert.Equal(1772355600, session.GetProperty("start_time").GetDouble());
        Assert.Equal("2026-03-01T09:00:00.000000Z", session.GetProperty("started_at").GetString());
        Assert.Equal("2026-03-01T09:00:12.000000Z", session.GetProperty("ended_at").GetString());
        Assert.Equal(12, session.GetProperty("duration_s").GetDouble());
        Assert.Equal(0, session.GetProperty("wpm").GetDouble());
    }

    [Fact]
    public async Task Recovered_session_says_so()
    {
        var session = new SessionId(1);
        await _log.AppendAsync(
        [
            .. RecordedLog.OpenSession(),
            new SessionRecovered(session, RecordedLog.At(900), Resumed: false, RecordedLog.At(10)),
            new SessionEnd(session, RecordedLog.At(10), SessionEndReason.Recovered),
            new StateChange(session, RecordedLog.At(900), Phase.Idle),
        ]);

        var result = await ReplayTool.RunAsync(_log.Directory, "list", "--db", _log.Path);

        Assert.EndsWith("10.0 s         3      9    -  recovered", result.OutputLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_session_is_listed_from_the_log_while_it_is_recorded()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await using var daemon = _log.Open();
        RecordedLog.Append(daemon, RecordedLog.OpenSession(2, from: 3600));

        var result = await ReplayTool.RunAsync(_log.Directory, "list", "--db", _log.Path);

        Assert.EndsWith("10.0 s         3      9    -  open", result.OutputLines[1], StringComparison.Ordinal);
        Assert.StartsWith(" 1 ", result.OutputLines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_without_text_have_a_column_where_there_are_some()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.FailingSession(2, from: 3600)]);
        await using var daemon = _log.Open();
        RecordedLog.Append(
            daemon, [.. RecordedLog.OpenSession(3, from: 7200), RecordedLog.Failure(3, RecordedLog.At(7210), 1)]);

        var people = await ReplayTool.RunAsync(_log.Directory, "list", "--db", _log.Path);
        var programs = await ReplayTool.RunAsync(_log.Directory, "list", "--json", "--db", _log.Path);

        Assert.Equal(
            [
                "ID  STARTED              DURATION  SEGMENTS  NO TEXT  WORDS  WPM  END",
                " 3  2026-03-01 11:00:00    10.0 s         3        1      9    -  open",
                " 2  2026-03-01 10:00:00    12.0 s         2        2      5   60  ok",
                " 1  2026-03-01 09:00:00    12.0 s         3        0      9    -  ok",
            ],
            people.OutputLines);
        Assert.Equal(
            [1, 2, 0],
            JsonDocument.Parse(programs.Output).RootElement.EnumerateArray()
                .Select(session => session.GetProperty("segments_without_text").GetInt32()));
    }

    [Fact]
    public async Task Json_has_what_recognised_a_session_last_where_that_is_known()
    {
        await _log.AppendAsync([.. RecordedLog.RecognisedSession(), .. RecordedLog.OneSession(2, from: 3600)]);
        await using var daemon = _log.Open();
        RecordedLog.Append(
            daemon,
            [
                .. RecordedLog.OpenSession(3, from: 7200),
                new RecogniserChanged(new(3), RecordedLog.At(7210), new Recogniser("whisper", Language: "de")),
            ]);

        var result = await ReplayTool.RunAsync(_log.Directory, "list", "--json", "--db", _log.Path);

        Assert.Equal(
            ["{\"name\":\"whisper\",\"language\":\"de\"}", null, "{\"name\":\"server\",\"model\":\"big one\"}"],
            JsonDocument.Parse(result.Output).RootElement.EnumerateArray()
                .Select(session => session.TryGetProperty("recogniser", out var used) ? Compact(used) : null));
    }

    [Fact]
    public async Task Limit_leaves_the_newest()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.OneSession(2, from: 3600)]);

        var result = await ReplayTool.RunAsync(_log.Directory, "list", "--limit", "1", "--db", _log.Path);

        Assert.StartsWith(" 2 ", Assert.Single(result.OutputLines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_is_found_in_the_configuration_file_or_else_in_the_data_directory()
    {
        Directory.CreateDirectory(_log.File("swictation"));
        await _log.AppendAsync(RecordedLog.OneSession());
        File.WriteAllText(_log.File("swictation/config.json"), $$"""{"db": "{{_log.Path}}", "source": "text:-"}""");

        var configured = await ReplayTool.RunAsync(_log.Directory, "list");
        File.Delete(_log.File("swictation/config.json"));
        var standard = await ReplayTool.RunAsync(_log.Directory, "list");

        Assert.Equal(0, configured.ExitCode);
        standard.AssertFailed(1, _log.File("swictation/metrics.db"));
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
