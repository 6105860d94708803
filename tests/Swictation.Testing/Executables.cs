namespace Swictation.Testing;

/// <summary>
/// The real executables: in the folder that <c>SWICTATION_TEST_EXECUTABLES</c> names, as scripts/publish makes it, or where the
/// build has put them.
/// </summary>
public static class Executables
{
    private static readonly string? Published =
        Environment.GetEnvironmentVariable("SWICTATION_TEST_EXECUTABLES") is { Length: > 0 } named ? Path.GetFullPath(named) : null;

    /// <summary>True for those of scripts/publish, which need nothing else of the build.</summary>
    public static bool ArePublished => Published is not null;

    /// <param name="built">The folder in which the build puts it.</param>
    /// <exception cref="FileNotFoundException">It has been neither built nor published.</exception>
    public static string Find(string name, string built)
    {
        var path = Path.Combine(Published ?? built, name);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException("Build the whole solution, or publish it, first.", path);
    }
}
