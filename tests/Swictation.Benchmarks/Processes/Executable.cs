namespace Swictation.Benchmarks.Processes;

/// <summary>
/// The daemon and the replay tool: in the folder that <c>SWICTATION_TEST_EXECUTABLES</c> names, as scripts/publish makes it, or where the
/// build of the same configuration has put it.
/// </summary>
internal static class Executable
{
    private static readonly DirectoryInfo Build = new(AppContext.BaseDirectory);

    /// <summary>What a build or a run leaves behind, out of the repository.</summary>
    public static readonly string Artifacts = Build.Parent!.Parent!.Parent!.FullName;

    public static readonly string Daemon = Find("Swictation.Daemon", "swictation-daemon");

    public static string Replay => Find("Swictation.Replay", "swictation-replay");

    private static string Find(string project, string name)
    {
        var folder = Environment.GetEnvironmentVariable("SWICTATION_TEST_EXECUTABLES") is { Length: > 0 } named
            ? Path.GetFullPath(named)
            : Path.Combine(Artifacts, "bin", project, Build.Name);
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new BenchmarkFailedException($"{path} is missing; build the solution");
    }
}
