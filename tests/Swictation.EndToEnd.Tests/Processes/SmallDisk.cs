using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Processes;

/// <summary>A file system in memory with little room, which a test fills up and empties again.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        try
        {
            new SmallDisk().Dispose();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    });

    private readonly TemporaryDirectory _directory = new();
    private readonly string _filling;

    public SmallDisk(int mebibytes = 1)
    {
        _filling = _directory.File("filling");
        try
        {
            Tool.Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "swictation-test", Path);
        }
        catch (InvalidOperationException)
        {
            _directory.Dispose();
            throw;
        }
    }

    public static bool IsPossible => CanMount.Value;

    public string Path => _directory.Path;

    /// <summary>Leaves no page free.</summary>
    public void Fill()
    {
        using var file = new FileStream(_filling, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true) file.Write(page);
        }
        catch (IOException)
        {
            Assert.NotEqual(0, file.Length);
        }
    }

    public void Free() => File.Delete(_filling);

    public void Dispose()
    {
        Tool.Run("umount", Path);
        _directory.Dispose();
    }
}
