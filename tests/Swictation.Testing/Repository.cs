namespace Swictation.Testing;

/// <summary>The files of this project, for tests that read its documents.</summary>
public static class Repository
{
    /// <summary>The directory that holds the solution.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot(DirectoryInfo directory)
    {
        var candidate = directory;
        while (!File.Exists(Path.Combine(candidate.FullName, "Swictation.sln")))
        {
            candidate = candidate.Parent
                ?? throw new DirectoryNotFoundException($"There is no Swictation.sln above {directory.FullName}.");
        }

        return candidate.FullName;
    }
}
