using Swictation.Daemon.Sessions.Recording;
using Swictation.Storage.Usage;

namespace Swictation.Daemon.Host.Unsaved;

/// <summary>
/// Room beside the database that is taken while there is enough, and given back when a daemon has to end on a full
/// disk: as much as events may wait in memory.
/// </summary>
internal static class ReserveFile
{
    /// <summary>16 MiB.</summary>
    public const long Size = HeldEvents.MostBytes;

    /// <summary>
    /// Takes the room, unless that would leave less than as much again: a small disk is for the log.
    /// </summary>
    /// <returns>False if it could not be taken.</returns>
    public static bool TryMake(string databasePath)
    {
        var path = PathOf(databasePath);
        if (IsThere(databasePath)) return true;

        try
        {
            File.Delete(path);
            if (new DriveInfo(Path.GetDirectoryName(databasePath)!).AvailableFreeSpace < 2 * Size) return false;

            // Given to the file by the file system, without writing it.
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                PreallocationSize = Size,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            file.SetLength(Size);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Release(databasePath);
            return false;
        }
    }

    public static string PathOf(string databasePath) => ReservedRoom.PathOf(databasePath);

    public static bool IsThere(string databasePath) =>
        new FileInfo(PathOf(databasePath)) is { Exists: true, LinkTarget: null, Length: Size };

    /// <summary>Gives the room back. The next daemon takes it again.</summary>
    /// <returns>True if there was any.</returns>
    public static bool Release(string databasePath)
    {
        try
        {
            if (!File.Exists(PathOf(databasePath))) return false;
            File.Delete(PathOf(databasePath));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
