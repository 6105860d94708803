using Swictation.EndToEnd.Tests.Processes;

namespace Swictation.EndToEnd.Tests;

/// <summary>The folders of the build, also behind scripts/publish, which compiles from them.</summary>
public sealed class BuildTests
{
    [Theory]
    [InlineData("Swictation.Daemon", "swictation-daemon")]
    [InlineData("Swictation.Replay", "swictation-replay")]
    public async Task What_the_build_has_made_runs(string project, string name)
    {
        var result = await Executable.RunAsync(Path.Combine(Executable.BuildOf(project), name), ["--version"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }
}
