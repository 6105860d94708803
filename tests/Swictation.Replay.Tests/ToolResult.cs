namespace Swictation.Replay.Tests;

/// <summary>How a run of the tool ended, and what it printed.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Checks that it failed with this exit code, one line on standard error and nothing else.</summary>
    public void AssertFailed(int exitCode, string message)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Empty(Output);
        Assert.StartsWith("swictation-replay: ", Error, StringComparison.Ordinal);
        Assert.Contains(message, Error, StringComparison.Ordinal);
        Assert.Equal(1, Error.Count(c => c == '\n'));
    }
}
