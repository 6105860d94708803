using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>Something mounted at a second name, until disposed.</summary>
internal sealed class BindMount : IDisposable
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        using var directory = new TemporaryDirectory();
        return Tool.TryRun("mount", "--bind", directory.Path, directory.Path) && Tool.TryRun("umount", directory.Path);
    });

    private readonly string _at;

    public BindMount(string what, string at)
    {
        Tool.Run("mount", "--bind", what, at);
        _at = at;
    }

    public static bool IsPossible => CanMount.Value;

    public void Dispose() => Tool.Run("umount", _at);
}
