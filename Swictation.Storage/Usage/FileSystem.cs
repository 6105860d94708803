namespace Swictation.Storage.Usage;

/// <summary>The file system that a file is on.</summary>
internal static class FileSystem
{
    /// <summary>What this user may still write.</summary>
    /// <exception cref="IOException">It does not say.</exception>
    public static long BytesLeft(string path) => new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace;
}
