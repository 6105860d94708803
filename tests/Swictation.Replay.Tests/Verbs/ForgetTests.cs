using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Unsaved;
using Swictation.Testing;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class ForgetTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task P11_A_session_is_forgotten_and_its_figures_stay()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(), .. RecordedLog.OneSession(2, from: 100)]);
        var before = await RunAsync("list", "--json");

        var result = await RunAsync("forget", "1", "--yes");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("3 sentences of 1 session (3 events, 0 files with their audio):", result.Output, StringComparison.Ordinal);
        Assert.Contains("Forgotten: 3 sentences.", result.Output, StringComparison.Ordinal);
        Assert.Equal(before.Output, (await RunAsync("list", "--json")).Output);
        var shown = await RunAsync("show", "1");
        Assert.Equal(3, shown.OutputLines.Count(line => line.EndsWith("[forgotten]", StringComparison.Ordinal)));
        Assert.Contains("the question", (await RunAsync("show", "2")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("rebuild", "--check")).ExitCode);
    }

    [Fact]
    public async Task Dry_run_shows_what_would_go_and_changes_nothing()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var before = await File.ReadAllBytesAsync(_log.Path);

        var result = await RunAsync("forget", "last:+3..", "--dry-run", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", JsonSchemas.Problems("replay-forget.schema.json", result.Output));
        Assert.Contains("\"sentences\":2", result.Output, StringComparison.Ordinal);
        Assert.Contains("that is\\nthe question", result.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_log.Path));
    }

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData("yes\n", 0)]
    [InlineData("n\n", 1)]
    [InlineData("\n", 1)]
    [InlineData("", 1)]
    public async Task It_asks_and_only_a_yes_goes_on(string answer, int exitCode)
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await AnswerAsync(answer, "forget", "--match", "quoted");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("Forget it for good? [y/N]", result.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode == 0, (await RunAsync("show", "1")).Output.Contains("[forgotten]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_that_were_set_aside_are_asked_about_by_name()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var damaged = _log.File("metrics.db.damaged-20260301T090000");
        await File.WriteAllTextAsync(damaged, "to be");

        var kept = await RunAsync("forget", "seq:5", "--yes");
        Assert.Equal(1, kept.ExitCode);
        Assert.Contains(damaged, kept.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(damaged));

        var result = await AnswerAsync("y\ny\n", "forget", "last");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains(damaged, result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(damaged));
    }

    [Fact]
    public async Task P11_What_a_daemon_puts_into_the_log_between_question_and_answer_goes_too()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var unsaved = _log.File("swictation-unsaved-20260101-000000-000.jsonl");
        string[] waiting = ["the quincunx is secret", "and this is not"];
        SessionEvent[] events = [.. waiting.Select(text => RecordedLog.Segment(new(1), RecordedLog.At(11), text))];
        await using (var log = _log.Open()) await SaveAsync(unsaved, new(log.LogId, log.Reader.Head, [.. events.Select(WireWriter.ToAppend)]));
        using var process = await ReplayTool.StartAskingAsync(_log.Directory, "forget", "--match", "quincunx", "--db", _log.Path);

        // As the daemon's start does, and what is said then was not shown.
        await _log.AppendAsync([.. events, RecordedLog.Segment(new(1), DateTimeOffset.UtcNow, "another quincunx")]);
        File.Move(unsaved, unsaved + ".stored");
        await process.StandardInput.WriteLineAsync("y");
        process.StandardInput.Close();
        var result = await ReplayTool.EndAsync(process);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"what was forgotten may be in {unsaved}.stored", result.Error, StringComparison.Ordinal);
        var texts = (await RunAsync("show", "1")).Output;
        Assert.Contains("and this is not", texts, StringComparison.Ordinal);
        Assert.Contains("another quincunx", texts, StringComparison.Ordinal);
        Assert.DoesNotContain(waiting[0], texts, StringComparison.Ordinal);
        Assert.DoesNotContain(waiting[0], Encoding.UTF8.GetString(await File.ReadAllBytesAsync(_log.Path)), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("forget", "--match", "nothing", "--yes", "--set-aside")).ExitCode);
        Assert.False(File.Exists(unsaved + ".stored"));
    }

    [Theory]
    [InlineData]
    [InlineData("seq:0")]
    [InlineData("1:nonsense")]
    [InlineData("--json", "last")]
    public async Task What_says_nothing_is_refused(params string[] arguments) =>
        Assert.Equal(2, (await RunAsync(["forget", .. arguments])).ExitCode);

    [Fact]
    public async Task P11_Killed_at_any_moment_the_next_one_finishes_it()
    {
        SessionEvent[] sessions = [.. Enumerable.Range(1, 40).SelectMany(id => RecordedLog.OneSession(id, from: id * 100))];
        await _log.AppendAsync(sessions);
        var whole = await ReplayTool.MeasureAsync(_log.Directory, "forget", "..39", "--yes", "--db", _log.Path);
        for (var round = 1; round <= Rounds; round++)
        {
            using var log = new RecordedLog();
            await log.AppendAsync(sessions);
            await ReplayTool.KillAsync(log.Directory, round / (double)Rounds, whole, "forget", "..39", "--yes", "--db", log.Path);

            await using (var opened = log.Open()) Assert.False(opened.IsForgetting);

            // They go by one order: all of them or, before that is written down, none; and from every byte of the file.
            var texts = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(log.Path));
            var left = await ReplayTool.RunAsync(
                log.Directory, "sql", "SELECT count(*) FROM segments WHERE text LIKE '%the question'", "--csv", "--db", log.Path);
            Assert.Equal($"{texts.Split("the question\",\"timestamp").Length - 1}", left.OutputLines[^1].Trim());
            Assert.True(left.OutputLines[^1].Trim() is "40" or "1", left.Output);
            using var comparison = new ReadModelComparison(log.Path, TimeProvider.System);
            while (comparison.TakeSlice())
            {
                // Slice by slice.
            }

            Assert.Empty(comparison.Differences);
        }
    }

    private static async Task SaveAsync(string path, UnsavedFile unsaved)
    {
        await using var file = File.Create(path);
        unsaved.Write(file);
    }

    // Some in every run; scripts/torture asks for many.
    private static int Rounds => int.TryParse(
        Environment.GetEnvironmentVariable("SWICTATION_TEST_COPIES"), System.Globalization.CultureInfo.InvariantCulture, out var rounds) ? rounds : 8;

    private Task<ToolResult> RunAsync(params string[] arguments) =>
        ReplayTool.RunAsync(_log.Directory, [.. arguments, "--db", _log.Path]);

    private async Task<ToolResult> AnswerAsync(string answer, params string[] arguments)
    {
        using var process = ReplayTool.StartWith(answer, _log.Directory, [.. arguments, "--db", _log.Path]);
        return await ReplayTool.EndAsync(process);
    }
}
