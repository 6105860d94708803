using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Swictation.Plumbing.Files.Native;

namespace Swictation.Plumbing.Files;

/// <summary>
/// A file that is open under an exclusive <c>flock</c>, which is on the file and not on one of its names. The system
/// releases it when the process ends, however it ends. Never follows a symbolic link, and never waits.
/// </summary>
public sealed class LockedFile : IDisposable
{
    // statfs(2): flock on these is a range lock of the whole file, which keeps SQLite out of it too.
    private static readonly HashSet<long> NetworkFileSystems = [0x6969, 0x517B, 0xFE534D42, 0xFF534D42, 0x01021997];

    private const uint OwnerOnly = 0x180; // 0600

    /// <summary>The code (<see cref="Exception.HResult"/>) that says that another process has locked a file.</summary>
    public const int IsHeld = LibC.EWOULDBLOCK;

    private const int NewFile = LibC.O_RDWR | LibC.O_CREAT | LibC.O_EXCL;

    private readonly SafeFileHandle _file;

    private LockedFile(SafeFileHandle file, string path, bool isNew, FileState state)
    {
        _file = file;
        (Path, IsNew, State) = (path, isNew, state);
    }

    /// <summary>The name under which it was opened.</summary>
    public string Path { get; }

    /// <summary>True if it was made here.</summary>
    public bool IsNew { get; }

    /// <summary>Its identity at the time of the lock.</summary>
    public FileState State { get; }

    /// <summary>True while the file has the name under which it was opened.</summary>
    public bool HasItsName => FileState.Of(Path, followsLink: false)?.Key == State.Key;

    /// <summary>Makes a file that was not there, for its owner alone, and locks it.</summary>
    /// <returns>Null if another process has locked it since.</returns>
    /// <exception cref="IOException">It cannot be made; says why, without the path.</exception>
    public static LockedFile? Make(string path) =>
        TryLock(path, NewFile, isNew: true, isOfDatabase: true);

    /// <summary>Locks a file, and makes it where it is missing.</summary>
    /// <param name="isOfDatabase">
    /// False for a file that SQLite has nothing to do with: it is locked on network file systems too.
    /// </param>
    /// <inheritdoc cref="Make"/>
    public static LockedFile? TakeOrMake(string path, bool isOfDatabase = true)
    {
        while (true)
        {
            if (FileState.Of(path, followsLink: false) is not null)
            {
                if (TryTake(path, isOfDatabase, out var file)) return file;
            }
            else
            {
                try
                {
                    // Another process may have locked and removed it before it was locked here.
                    var made = TryLock(path, NewFile, isNew: true, isOfDatabase);
                    if (made is not { HasItsName: false }) return made;
                    made.Dispose();
                }
                catch (IOException e) when (e.HResult == LibC.EEXIST)
                {
                    // Another process has made it since.
                }
            }
        }
    }

    /// <summary>Locks a file that is there.</summary>
    /// <param name="file">Null if another process has locked it.</param>
    /// <returns>False if there is none.</returns>
    /// <exception cref="IOException">It cannot be opened or is no file; says why, without the path.</exception>
    public static bool TryTake(string path, out LockedFile? file) => TryTake(path, isOfDatabase: true, out file);

    /// <summary>Reads without another descriptor: closing one would give up the locks that SQLite has on the file.</summary>
    public int Read(Span<byte> bytes, long offset) => RandomAccess.Read(_file, bytes, offset);

    /// <summary>Writes without another descriptor, likewise.</summary>
    public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(_file, bytes, offset);

    /// <summary>Waits until it is on the disk.</summary>
    public void Sync() => RandomAccess.FlushToDisk(_file);

    /// <summary>Puts a text in the place of what the file holds.</summary>
    public void Replace(string text)
    {
        RandomAccess.SetLength(_file, 0);
        RandomAccess.Write(_file, Encoding.UTF8.GetBytes(text), fileOffset: 0);
    }

    /// <summary>Unlocks the file, at once.</summary>
    public void Dispose()
    {
        // Closing alone would leave the lock to a child process that is just being started: it has the descriptor until
        // it becomes another program.
        if (!_file.IsClosed) _ = LibC.flock(_file, LibC.LOCK_UN);
        _file.Dispose();
    }

    /// <summary>Whether locks of this kind can be on files of a file system beside those of SQLite.</summary>
    /// <param name="kind">As statfs(2) numbers it.</param>
    internal static bool Reaches(long kind) => !NetworkFileSystems.Contains(kind & 0xFFFF_FFFF);

    private static bool TryTake(string path, bool isOfDatabase, out LockedFile? file)
    {
        while (true)
        {
            try
            {
                file = TryLock(path, LibC.O_RDWR, isNew: false, isOfDatabase);
            }
            catch (IOException e) when (e.HResult == LibC.ENOENT)
            {
                file = null;
                return false;
            }

            // Who had it until now may have moved or removed it: the lock would be on a file that is not meant any more.
            if (file is null || file.HasItsName) return true;
            file.Dispose();
        }
    }

    private static LockedFile? TryLock(string path, int flags, bool isNew, bool isOfDatabase)
    {
        var handle = Open(path, flags);
        try
        {
            var state = FileState.Of(handle) ?? throw new IOException("cannot be looked at");
            if (!state.IsRegular) throw new IOException("is no ordinary file; move it away");
            if ((isOfDatabase && !IsReached(handle)) || LibC.flock(handle, LibC.LOCK_EX | LibC.LOCK_NB) == 0)
                return new(handle, path, isNew, state);

            var error = Marshal.GetLastPInvokeError();
            handle.Dispose();
            return error == LibC.EWOULDBLOCK ? null : throw Failed(path, error);
        }
        catch (IOException)
        {
            handle.Dispose();
            throw;
        }
    }

    // A FIFO or a device must not make the start wait.
    private static SafeFileHandle Open(string path, int flags)
    {
        var always = LibC.O_NOFOLLOW | LibC.O_NONBLOCK | LibC.O_CLOEXEC;
        var handle = LibC.open(path, flags | always, OwnerOnly);
        if (!handle.IsInvalid) return handle;

        var error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        if (flags == LibC.O_RDWR && error is LibC.EACCES or LibC.EROFS)
        {
            // To be locked it need not be written to; who writes to it says better what is wrong.
            handle = LibC.open(path, always, 0);
            if (!handle.IsInvalid) return handle;
            handle.Dispose();
        }

        throw Failed(path, error);
    }

    private static bool IsReached(SafeFileHandle file)
    {
        Span<nint> kind = stackalloc nint[64];
        return LibC.fstatfs(file, kind) != 0 || Reaches(kind[0]);
    }

    private static IOException Failed(string path, int error)
    {
        var there = FileState.Of(path, followsLink: false);
        var reason = there switch
        {
            { Rights.IsOwn: false, Rights.User: var owner } => $"belongs to user {owner}; have that user or root remove it",
            { IsSymbolicLink: true } => "is a symbolic link; remove it",
            { IsDirectory: true } => "is a directory; move it away",
            _ => $"cannot be opened ({Marshal.GetPInvokeErrorMessage(error)}); check the permissions",
        };
        return new(reason, error);
    }
}
