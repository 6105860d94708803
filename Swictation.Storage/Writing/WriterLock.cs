using Swictation.Domain.Errors;

namespace Swictation.Storage.Writing;

/// <summary>
/// Makes sure that one process records into a database (promise P2): an exclusive lock on the file
/// <c>DATABASE.lock</c>. The system releases it when the process ends, however it ends; the file stays, because
/// removing it would let two processes lock two files of that name.
/// </summary>
internal sealed class WriterLock : IDisposable
{
    private readonly FileStream _file;
    private readonly bool _isNew;

    private WriterLock(FileStream file, bool isNew)
    {
        _file = file;
        _isNew = isNew;
    }

    /// <summary>True where a daemon has recorded, now or earlier.</summary>
    public static bool HasBeenTaken(string databasePath) => File.Exists(PathOf(databasePath));

    /// <exception cref="DatabaseOpenException">Another process holds it, or its directory is not writable.</exception>
    public static WriterLock Take(string databasePath)
    {
        var path = PathOf(databasePath);
        var isNew = !File.Exists(path);
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            return new(file, isNew);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new DatabaseOpenException(
                databasePath, "another daemon is recording into it; stop that one or name another file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseOpenException(databasePath, "its directory is not writable; name another file", e);
        }
    }

    /// <summary>
    /// Gives the lock back after a database was refused, and leaves nothing that was not there before.
    /// </summary>
    public void Withdraw()
    {
        if (_isNew) File.Delete(_file.Name);
        Dispose();
    }

    public void Dispose() => _file.Dispose();

    private static string PathOf(string databasePath) => databasePath + ".lock";
}
