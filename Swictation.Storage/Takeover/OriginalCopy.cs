using Swictation.Plumbing.Files;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Takeover;

/// <summary>
/// A copy of the database of the original, with what a killed program has left beside it: SQLite brings that into the copy,
/// and the original stays byte for byte as it was.
/// </summary>
internal static class OriginalCopy
{
    private const int BlockBytes = 64 * 1024;

    private static readonly string[] Read = ["-journal", "-wal"];

    public static string PathOf(string databasePath) => databasePath + ".taking-over-copy";

    /// <exception cref="IOException">There is no room for it, for example.</exception>
    public static void Make(string databasePath, WriterLock writerLock)
    {
        using (var copy = New(PathOf(databasePath)))
        {
            Span<byte> block = new byte[BlockBytes];
            while (writerLock.Read(block, copy.Position) is > 0 and var read) copy.Write(block[..read]);
        }

        foreach (var companion in Read.Where(companion => File.Exists(databasePath + companion)))
        {
            using var from = UnlockedFile.OpenReadItself(databasePath + companion);
            using var to = New(PathOf(databasePath) + companion);
            from.CopyTo(to);
        }
    }

    public static void Remove(string databasePath)
    {
        var copy = PathOf(databasePath);
        foreach (var part in DatabaseFile.Companions.Prepend("")) File.Delete(copy + part);
    }

    private static FileStream New(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
