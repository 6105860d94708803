using System.Runtime.InteropServices;
using Swictation.Plumbing.Files;

namespace Swictation.Sockets.Listening;

/// <summary>
/// Makes sure that one process at a time does something about a path: an exclusive lock on the file <c>PATH.lock</c>
/// beside it. The system releases it when the process ends, however it ends. The file goes with the lock.
/// </summary>
public sealed class PathLock : IDisposable
{
    private readonly LockedFile _file;

    private PathLock(LockedFile file) => _file = file;

    /// <summary>
    /// Takes the lock; null if another process has it. Does not wait, and follows no symbolic link.
    /// </summary>
    /// <exception cref="IOException">The file cannot be made, or something else is there; the message gives a remedy.</exception>
    public static PathLock? TryTake(string path)
    {
        var name = Of(path);
        try
        {
            if (LockedFile.TakeOrMake(name, isOfDatabase: false) is not { } file) return null;
            if (file.State.Rights.IsOwn) return new(file);

            file.Dispose();
        }
        catch (IOException e)
        {
            throw Refused(name, e.HResult);
        }

        throw Refused(name, error: 0);
    }

    /// <summary>The name of the lock for a path.</summary>
    internal static string Of(string path) => path + ".lock";

    internal static string RefusalOf(string name, uint owner) =>
        $"{name} belongs to user {owner}; have that user or root remove it, or choose another path";

    public void Dispose()
    {
        // While it is still locked: afterwards another process may hold it already.
        if (_file.HasItsName) File.Delete(_file.Path);
        _file.Dispose();
    }

    private static IOException Refused(string name, int error) => new(FileState.Of(name, followsLink: false) switch
    {
        { Rights: { IsOwn: false, User: var owner } } => RefusalOf(name, owner),
        { IsSymbolicLink: true } => $"{name} is a symbolic link; remove it or choose another path",
        { IsRegular: false } => $"{name} is no ordinary file; move it or choose another path",
        _ => $"{name} cannot be locked: {Marshal.GetPInvokeErrorMessage(error)}; check the directory's permissions",
    });
}
