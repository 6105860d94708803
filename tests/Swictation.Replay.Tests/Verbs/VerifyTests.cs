using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Swictation.Replay.Tests.Verbs;

/// <summary>The verb that shows that a log is what was written (promise P12).</summary>
[Trait("Category", "Processes")]
public sealed class VerifyTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task P12_A_log_that_nobody_has_touched_is_what_was_written_and_nothing_is_changed()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var before = await File.ReadAllBytesAsync(_log.Path);

        var result = await RunAsync("--deep");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches("^Log [0-9a-f]{32}: events 1 to [0-9]+ are what was written, in order.$", result.OutputLines[0]);
        Assert.Matches("^Head, to be noted elsewhere: [0-9]+:[0-9a-f]{64}$", result.OutputLines[^1]);
        Assert.Equal(before, await File.ReadAllBytesAsync(_log.Path));
    }

    [Fact]
    public async Task P12_What_is_wrong_is_said_with_its_position()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        using (var connection = new SqliteConnection($"Data Source={_log.Path};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await connection.ExecuteAsync("DROP TRIGGER events_refuse_update; UPDATE events SET at_us = at_us + 1 WHERE seq = 3;");
        }

        var result = await RunAsync("--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^swictation-replay: the log is not what was written: [0-9]+ problems$", result.Error.Trim());
        var verified = JsonDocument.Parse(result.Output).RootElement;
        Assert.False(verified.GetProperty("whole").GetBoolean());
        Assert.Contains(
            verified.GetProperty("problems").EnumerateArray(),
            problem => problem.GetProperty("kind").GetString() == "damaged" && problem.GetProperty("first").GetInt64() == 3);
    }

    [Fact]
    public async Task P12_A_noted_head_is_found_again_after_more_was_recorded()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var noted = (await RunAsync()).OutputLines[^1].Split(' ')[^1];
        await _log.AppendAsync(RecordedLog.OneSession(2, from: 100));

        var both = await RunAsync("--since", noted);
        var hash = await RunAsync("--since", noted.Split(':')[1]);
        var another = await RunAsync("--since", noted.Split(':')[0] + ":" + new string('0', 64));

        var found = $"The noted hash is that of position {noted.Split(':')[0]}.";
        Assert.Equal((0, true), (both.ExitCode, both.OutputLines.Contains(found)));
        Assert.Equal((0, true), (hash.ExitCode, hash.OutputLines.Contains(found)));
        Assert.Equal(1, another.ExitCode);
        Assert.StartsWith("since: position ", another.OutputLines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("7:abc")]
    public async Task What_is_neither_a_position_nor_a_hash_is_a_mistake(string since)
    {
        Assert.Equal(2, (await RunAsync("--since", since)).ExitCode);
    }

    private Task<ToolResult> RunAsync(params string[] arguments) =>
        ReplayTool.RunAsync(_log.Directory, ["verify", "--db", _log.Path, .. arguments]);
}
