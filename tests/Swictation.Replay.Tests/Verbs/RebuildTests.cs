using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class RebuildTests : IDisposable
{
    private const string Reset =
        """
        DROP TRIGGER guard_segments_delete;
        DROP TRIGGER guard_sessions_delete;
        DELETE FROM segments;
        DELETE FROM sessions;
        """;

    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Check_of_a_log_that_nobody_has_touched_finds_nothing()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(), .. RecordedLog.FailingSession(2, from: 100)]);

        var result = await RunAsync("--check");

        Assert.Equal((0, "The tables are what the events say."), (result.ExitCode, result.Output.Trim()));
    }

    [Fact]
    public async Task Check_says_what_differs_and_changes_nothing()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        Execute(Reset);
        var before = await File.ReadAllBytesAsync(_log.Path);

        var result = await RunAsync("--check");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            ["segments: 3 rows differ, beginning with id 5", "sessions: 1 row differs, beginning with id 1"],
            result.OutputLines.Order());
        Assert.Contains($"swictation-replay rebuild --db {_log.Path}", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_log.Path));
    }

    [Fact]
    public async Task P8_Rebuild_makes_anew_what_was_deleted()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var before = await ListAsync();
        Execute(Reset);
        Assert.NotEqual(before, await ListAsync());

        var result = await RunAsync();

        Assert.Equal((0, "Made anew from the events: 1 session"), (result.ExitCode, result.Output.Trim()));
        Assert.Equal(before, await ListAsync());
        Assert.Equal(0, (await RunAsync("--check")).ExitCode);
    }

    [Fact]
    public async Task A_daemon_that_writes_to_the_log_is_asked()
    {
        await using var log = _log.Open();
        RecordedLog.Append(log, RecordedLog.OneSession());
        CommandRequest? asked = null;
        await using var daemon = Serve(request =>
        {
            asked = request;
            log.BeginToRebuildReadModels();
            return CommandReply.Success("Rebuilding") with { Seq = log.Reader.Head };
        });

        var result = await RunAsync();

        Assert.Equal(("rebuild", log.Reader.LogId), (asked?.Action, asked?.LogId));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(0, log.ReadModelLag);
    }

    [Fact]
    public async Task A_daemon_of_another_log_is_left_alone()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await using var daemon = Serve(_ => CommandReply.Failure(CommandErrorCode.OtherLog, "another log"));

        Assert.Equal(0, (await RunAsync()).ExitCode);
    }

    [Fact]
    public async Task An_older_daemon_is_named()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await using var daemon = Serve(_ => CommandReply.Failure(CommandErrorCode.UnknownAction, "Unknown action: rebuild"));

        (await RunAsync()).AssertFailed(1, "older than this tool; restart it");
    }

    [Fact]
    public async Task P14_A_log_that_a_daemon_elsewhere_has_is_refused()
    {
        await using var log = _log.Open();
        RecordedLog.Append(log, RecordedLog.OneSession());

        (await RunAsync()).AssertFailed(1, "another daemon is recording into it");
    }

    [Fact]
    public async Task A_log_that_is_not_there_is_not_made()
    {
        (await RunAsync()).AssertFailed(1, "there is no such database");
        Assert.False(File.Exists(_log.Path));
    }

    private CommandServer Serve(Func<CommandRequest, CommandReply> answer) => new(
        UnixListener.Bind(_log.File("ipc.sock")),
        new Answering(answer),
        new(),
        TimeProvider.System,
        NullLogger<CommandServer>.Instance);

    private Task<ToolResult> RunAsync(params string[] arguments) => ReplayTool.RunAsync(
        _log.Directory, ["rebuild", "--db", _log.Path, "--ipc-socket", _log.File("ipc.sock"), .. arguments]);

    private async Task<string> ListAsync() =>
        (await ReplayTool.RunAsync(_log.Directory, "list", "--json", "--db", _log.Path)).Output;

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_log.Path};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }

    private sealed class Answering(Func<CommandRequest, CommandReply> answer) : ICommandHandler
    {
        public ValueTask<CommandReply> HandleAsync(CommandRequest request) => ValueTask.FromResult(answer(request));
    }
}
