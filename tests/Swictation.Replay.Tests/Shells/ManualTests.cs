using System.Diagnostics;

namespace Swictation.Replay.Tests.Shells;

/// <summary>The manual page as man shows it.</summary>
[Trait("Category", "Package")]
public sealed class ManualTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Man_shows_the_page_without_a_warning()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/groff"), "groff is not installed; scripts/setup test says how");
        var page = _log.File("swictation-replay.1");
        await File.WriteAllTextAsync(
            page, (await ReplayTool.RunAsync(_log.Directory, "manual")).Output, TestContext.Current.CancellationToken);

        using var process = Process.Start(new ProcessStartInfo("groff", ["-man", "-Tutf8", "-ww", "-P-c", "-P-bou", "-rLL=1000n", page])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var shown = await ReplayTool.EndAsync(process);

        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Contains("swictation-replay - find, show and export what was dictated", shown.Output, StringComparison.Ordinal);
        Assert.Contains("swictation-replay export [SESSION ...] [OPTION ...]", shown.Output, StringComparison.Ordinal);
        Assert.Contains("What has to be in a sentence, all of it: words, '\"several of them\"' in quotes", shown.Output, StringComparison.Ordinal);
    }
}
