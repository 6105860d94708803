namespace Swictation.Benchmarks.Processes;

/// <summary>The daemon, where the build of the same configuration has put it.</summary>
internal static class Executable
{
    private static readonly DirectoryInfo Build = new(AppContext.BaseDirectory);

    /// <summary>What a build or a run leaves behind, out of the repository.</summary>
    public static readonly string Artifacts = Build.Parent!.Parent!.Parent!.FullName;

    public static readonly string Daemon = Find("Swictation.Daemon", "swictation-daemon");

    private static string Find(string project, string name)
    {
        var path = Path.Combine(Artifacts, "bin", project, Build.Name, name);
        return File.Exists(path) ? path : throw new BenchmarkFailedException($"{path} is missing; build the solution");
    }
}
