namespace Swictation.Testing;

/// <summary>A new empty directory that is removed with everything in it when disposed.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("swictation-test-").FullName;

    /// <summary>The path of a file in the directory, which may or may not exist.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Eventually.True(TryRemove, $"{Path} is removed");

    // A process that has just been told to end may be removing what is its own.
    private bool TryRemove()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(Path);
        }
    }
}
