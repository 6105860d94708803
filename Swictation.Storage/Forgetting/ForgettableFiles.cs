using Swictation.Storage.Audio;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Which files a log may be told to write over: its audio and what was set aside of it. What a damaged page, or a copy of the
/// log under another name, calls by a name is none of them.
/// </summary>
internal static class ForgettableFiles
{
    /// <param name="databasePath">The log.</param>
    /// <param name="path">As a <see cref="FileStretch"/> has it.</param>
    public static bool IsOne(string databasePath, string path)
    {
        var beside = Path.GetDirectoryName(Path.GetFullPath(databasePath))!;
        var full = Path.GetFullPath(path, beside);
        var audio = new AudioDirectory(databasePath).Unfinished + Path.DirectorySeparatorChar;
        return full.StartsWith(audio, StringComparison.Ordinal) || SetAsideFiles.IsNamedLikeOne(databasePath, full);
    }
}
