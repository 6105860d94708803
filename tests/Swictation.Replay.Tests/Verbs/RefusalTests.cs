using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Verbs;

/// <summary>Every mistake is one line that says what to do, and leaves nothing behind.</summary>
[Trait("Category", "Processes")]
public sealed class RefusalTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("SESSION: 'last-x' has no meaning", "show", "last-x")]
    [InlineData("SEQ: 'x' has no meaning; give the position of a sentence", "correct", "x", "text")]
    [InlineData("--take-back needs no TEXT", "correct", "7", "text", "--take-back")]
    [InlineData("title needs either TEXT or --remove", "title", "1")]
    [InlineData("title needs either TEXT or --remove", "title", "1", "text", "--remove")]
    [InlineData("the title is empty; --remove takes it away", "title", "1", "")]
    [InlineData("the title is empty; --remove takes it away", "title", "1", " ", "")]
    [InlineData("SESSION: '0' has no meaning", "show", "0")]
    [InlineData("SESSION: '99999999999999999999' has no meaning", "play", "99999999999999999999")]
    [InlineData("SESSION: '-1' has no meaning", "show", "--", "-1")]
    [InlineData("--speed: '-1' has no meaning", "play", "1", "--speed", "-1")]
    [InlineData("--speed: 'NaN' has no meaning", "play", "1", "--speed", "NaN")]
    [InlineData("--max-gap: '-0.5' has no meaning", "play", "1", "--max-gap", "-0.5")]
    [InlineData("--client-dialect: 'qt' has no meaning; give auto, documented or tauri", "play", "1", "--client-dialect", "qt")]
    [InlineData("--after: '-1' has no meaning; give a position in the log", "follow", "--after", "-1")]
    [InlineData("--after: 'x' has no meaning; give a position in the log", "follow", "--after", "x")]
    [InlineData("--limit: '0' has no meaning", "list", "--limit", "0")]
    [InlineData("there is no format 'doc'; there is txt", "export", "1", "--format", "doc")]
    [InlineData("--db needs a value", "list", "--db", "")]
    [InlineData("there is no command 'dance'", "dance")]
    [InlineData("show needs SESSION behind it", "show")]
    [InlineData("--limit needs N behind it", "list", "--limit")]
    [InlineData("there is no command 'exprot'; did you mean 'export'?", "exprot", "1")]
    [InlineData("there is no option '--speeed'; did you mean '--speed'?", "play", "1", "--speeed", "2")]
    [InlineData("there is no option '--bd'; did you mean '--db'?", "list", "--bd", "a.db")]
    [InlineData("--speed: '1,5' has no meaning; give a number from 0 to 1000000000", "play", "1", "--speed", "1,5")]
    [InlineData("'2' has no place there", "show", "1", "2")]
    [InlineData("SESSION: '1..2' has no meaning; give the number of a session, 'last', 'last-2', the day", "show", "1..2")]
    [InlineData("SESSION: '9..yesterday' has no meaning; give the number", "export", "1", "9..yesterday")]
    [InlineData("--since: 'soon' has no meaning; give 14:03, 2026-11-22", "list", "--since", "soon")]
    [InlineData("--until: '+1:30' has no meaning; give 14:03, 2026-11-22", "list", "--until", "+1:30")]
    [InlineData("--since: '+x' has no meaning; give +1:30 for so far into the session, 14:03", "export", "1", "--since", "+x")]
    [InlineData("export needs SESSION, --since or --until behind it", "export")]
    [InlineData("a time such as +1:30 counts from the start of a session; name the session", "export", "--since", "+1:30")]
    public async Task Usage_errors_end_with_2(string message, params string[] arguments)
    {
        var result = await ReplayTool.RunAsync(_log.Directory, arguments);

        result.AssertFailed(2, message);
        Assert.Empty(Directory.GetFileSystemEntries(_log.Directory));
    }

    [Theory]
    [InlineData("list")]
    [InlineData("show", "last")]
    [InlineData("export", "1")]
    [InlineData("play", "1")]
    public async Task Missing_database_is_refused_and_not_created(params string[] arguments)
    {
        var result = await ReplayTool.RunAsync(_log.Directory, [.. arguments, "--db", _log.Path]);

        result.AssertFailed(1, $"{_log.Path}: there is no such database");
        Assert.Empty(Directory.GetFileSystemEntries(_log.Directory));
    }

    [Fact]
    public async Task Newer_database_is_refused()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await using (var connection = new SqliteConnection($"Data Source={_log.Path};Pooling=false"))
        {
            connection.Open();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE things (x INTEGER) STRICT; PRAGMA user_version = 9999;";
            await command.ExecuteNonQueryAsync();
        }

        var result = await ReplayTool.RunAsync(_log.Directory, "list", "--db", _log.Path);

        result.AssertFailed(1, "is from a newer version");
    }

    [Fact]
    public async Task Log_without_sessions_says_so()
    {
        await _log.AppendAsync([new StateChange(null, RecordedLog.Start, Phase.Idle)]);

        var last = await ReplayTool.RunAsync(_log.Directory, "show", "last", "--db", _log.Path);
        var number = await ReplayTool.RunAsync(_log.Directory, "play", "3", "--db", _log.Path);

        last.AssertFailed(1, "no session has been recorded yet");
        number.AssertFailed(1, "no session has been recorded yet");
    }

    [Fact]
    public async Task Unknown_session_names_the_last_one()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "2", "--db", _log.Path);

        result.AssertFailed(1, "there is no session 2; the last one is 1");
    }

    [Fact]
    public async Task Socket_path_that_cannot_be_is_refused()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var tooLong = _log.File(new string('s', 120));

        var length = await PlayOnAsync(tooLong);
        var directory = await PlayOnAsync(_log.File("missing/a.sock"));
        var file = await PlayOnAsync(_log.Path);

        length.AssertFailed(1, $"{tooLong}: the socket path has");
        directory.AssertFailed(1, $"{_log.File("missing")} does not exist");
        file.AssertFailed(1, "a file that is no socket is in the way");
        Assert.False(Directory.Exists(_log.File("missing")));
    }

    [Fact]
    public async Task Configuration_file_is_named_where_it_is_broken_and_not_needed_where_an_option_says_all()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        Directory.CreateDirectory(_log.File("swictation"));
        await File.WriteAllTextAsync(_log.File("swictation/config.json"), "{ \"db\" }");

        var broken = await ReplayTool.RunAsync(_log.Directory, "list");
        var named = await ReplayTool.RunAsync(_log.Directory, "list", "--db", _log.Path);

        broken.AssertFailed(
            2, $"{_log.File("swictation/config.json")}: is no JSON: line 1, position 8: '}}' has no place there");
        Assert.Equal((0, ""), (named.ExitCode, named.Error));
    }

    [Fact]
    public async Task Mistake_in_the_configuration_file_is_no_business_of_who_reads_another_setting()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        Directory.CreateDirectory(_log.File("swictation"));
        await File.WriteAllTextAsync(
            _log.File("swictation/config.json"), $$"""{ "db": "{{_log.Path}}", "microphone": "yes" }""");

        var result = await ReplayTool.RunAsync(_log.Directory, "list");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    private Task<ToolResult> PlayOnAsync(string socketPath) =>
        ReplayTool.RunAsync(_log.Directory, "play", "1", "--socket", socketPath, "--db", _log.Path);
}
