using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>
/// Files that cannot be written, also by whoever has them open, as on a file system that has become read-only; until
/// disposed.
/// </summary>
internal sealed class ImmutableFiles : IDisposable
{
    private static readonly Lazy<bool> CanChange = new(() =>
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("probe");
        File.WriteAllText(file, "");
        return Tool.TryRun("chattr", "+i", file) && Tool.TryRun("chattr", "-i", file);
    });

    private readonly string[] _paths;

    public ImmutableFiles(params string[] paths)
    {
        _paths = paths;
        Tool.Run("chattr", ["+i", .. paths]);
    }

    public static bool ArePossible => CanChange.Value;

    public void Dispose() => Tool.Run("chattr", ["-i", .. _paths]);
}
