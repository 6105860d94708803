using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>
/// Makes sure that one process at a time does something about a path: an exclusive lock on the file <c>PATH.lock</c>
/// beside it. The system releases it when the process ends, however it ends. The file goes with the lock.
/// </summary>
public sealed class PathLock : IDisposable
{
    private const uint OwnerOnly = 0x180; // 0600

    private readonly SafeFileHandle _file;
    private readonly string _name;

    private PathLock(SafeFileHandle file, string name)
    {
        _file = file;
        _name = name;
    }

    /// <summary>
    /// Takes the lock; null if another process has it. Waits for nobody, and follows no symbolic link.
    /// </summary>
    /// <exception cref="IOException">The file cannot be made, or something else is there; says what to do.</exception>
    public static PathLock? TryTake(string path)
    {
        var name = Of(path);
        while (true)
        {
            if (TryOpen(name) is not { } file) return null;

            // Who held it until now has removed the file after it was opened here: this lock is on a file without a
            // name, and the next process would take another one.
            if (FileIdentity.Of(file) == FileIdentity.Of(name)) return new(file, name);
            file.Dispose();
        }
    }

    /// <summary>The name of the lock for a path.</summary>
    internal static string Of(string path) => path + ".lock";

    internal static string RefusalOf(string name, uint owner) =>
        $"{name} belongs to user {owner}; have that user or root remove it, or choose another path";

    public void Dispose()
    {
        // While it is still locked: afterwards it may be somebody else's already.
        if (FileIdentity.Of(_file) == FileIdentity.Of(_name)) File.Delete(_name);
        _file.Dispose();
    }

    private static SafeFileHandle? TryOpen(string name)
    {
        var flags = LibC.O_RDWR | LibC.O_CREAT | LibC.O_NOFOLLOW | LibC.O_NONBLOCK | LibC.O_CLOEXEC;
        var file = LibC.open(name, flags, OwnerOnly);
        var error = Marshal.GetLastPInvokeError();
        var isUsable = !file.IsInvalid && FileIdentity.Of(file) is { IsRegular: true, IsOthers: false };
        if (isUsable && LibC.flock(file, LibC.LOCK_EX | LibC.LOCK_NB) == 0) return file;

        if (isUsable) error = Marshal.GetLastPInvokeError();
        file.Dispose();
        return isUsable && error == LibC.EWOULDBLOCK ? null : throw Refused(name, error);
    }

    private static IOException Refused(string name, int error) => new(FileIdentity.Of(name) switch
    {
        { IsOthers: true, User: var owner } =>
            RefusalOf(name, owner),
        { IsSymbolicLink: true } => $"{name} is a symbolic link; remove it or choose another path",
        { IsRegular: false } => $"{name} is no ordinary file; move it or choose another path",
        _ => $"{name} cannot be locked: {Marshal.GetPInvokeErrorMessage(error)}; check the directory's permissions",
    });
}
