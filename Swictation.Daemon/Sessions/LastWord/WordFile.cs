using System.Text;
using Swictation.Plumbing.Files;
using Swictation.Plumbing.Hashing;

namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>The last word in a file of its own, which is its owner's alone.</summary>
internal sealed class WordFile(string path) : IWordPlace
{
    private const string Extension = ".word";

    // A file that cannot be read is there all the same.
    private const string Unreadable = "unreadable";

    /// <summary>
    /// The places for a database: beside it and, where there is one, in the directory for files of the running system,
    /// which is on no disk that can be full or broken.
    /// </summary>
    /// <param name="databasePath">Of the file itself, behind its links: all its names have one word.</param>
    /// <param name="runtimeDirectory"><c>$XDG_RUNTIME_DIR</c>; null if it is not set.</param>
    public static IReadOnlyList<WordFile> PlacesOf(string databasePath, string? runtimeDirectory)
    {
        WordFile beside = new(databasePath + Extension);
        if (!Directory.Exists(runtimeDirectory)) return [beside];

        var name = Convert.ToHexStringLower(Sha256.Of(Encoding.UTF8.GetBytes(databasePath)).AsSpan(0, 8));
        return [beside, new WordFile(System.IO.Path.Combine(runtimeDirectory, $"swictation-{name}{Extension}"))];
    }

    public string Path => path;

    public string? Read()
    {
        try
        {
            return LineInPlace.Read(path, KeptWord.Length) ?? Unreadable;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable;
        }
    }

    public bool TryWrite(KeptWord word)
    {
        try
        {
            // A power failure may take a word for recording: the next daemon then does not record by itself.
            LineInPlace.Write(path, word.ToLine(), isSynced: word.Word != Word.Record || word.HasEnded);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete();
            return false;
        }
    }

    public override string ToString() => path;

    private void TryDelete()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file system that takes neither is read-only: the other place has the word.
        }
    }
}
