using System.Diagnostics;

namespace Swictation.Replay.Tests.Verbs;

/// <summary>Reading a log that has a second name by a hard link: it is read, and what is at risk is said.</summary>
[Trait("Category", "Processes")]
public sealed class SecondNameTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("list")]
    [InlineData("show", "last")]
    [InlineData("export", "last")]
    public async Task Reader_is_warned_in_one_line_and_reads_the_same(params string[] command)
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var before = await ReplayTool.RunAsync(_log.Directory, [.. command, "--db", _log.Path]);
        using (var link = Process.Start("ln", [_log.Path, _log.File("hard.db")]))
            await link.WaitForExitAsync(TestContext.Current.CancellationToken);

        var result = await ReplayTool.RunAsync(_log.Directory, [.. command, "--db", _log.File("hard.db")]);

        Assert.Equal((0, ""), (before.ExitCode, before.Error));
        Assert.Equal((0, before.Output), (result.ExitCode, result.Output));
        Assert.Equal(
            $"swictation-replay: {_log.File("hard.db")} has 2 names (hard links), and the newest events stand beside the one "
            + "that its daemon has: they may be missing; read it by that name, or remove the others (find / -xdev "
            + $"-samefile {_log.File("hard.db")})\n",
            result.Error);
    }
}
