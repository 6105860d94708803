using Swictation.Testing;

namespace Swictation.Architecture.Tests;

/// <summary>What is judged on a quiet machine alone is run on one.</summary>
public sealed class QuietMachineTests
{
    [Fact]
    public void Tests_that_judge_a_time_are_run_by_soak()
    {
        var soak = Repository.ReadText("scripts/soak");
        var judging = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "tests"), "*.Tests")
            .Where(project => !project.EndsWith(".Architecture.Tests", StringComparison.Ordinal))
            .SelectMany(project => Directory.EnumerateFiles(project, "*Tests.cs", SearchOption.AllDirectories))
            .Where(file => File.ReadAllText(file).Contains("QuietMachine.IsPromised", StringComparison.Ordinal))
            .ToList();

        Assert.True(judging.Count > 10, $"{judging.Count} files");
        Assert.All(judging, file => Assert.Contains("[Trait(\"Category\", \"Timing\")]", File.ReadAllText(file), StringComparison.Ordinal));
        Assert.All(
            judging.Select(file => Path.GetRelativePath(Path.Combine(Repository.Root, "tests"), file).Split('/')[0]).Distinct(),
            project => Assert.Contains($"measure {project} ", soak, StringComparison.Ordinal));
    }
}
