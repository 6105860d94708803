using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Plumbing.Files.Native;

/// <summary>Who owns a file, who asks, locks, directories as files, and what brings them to the disk: .NET has no name for them.</summary>
internal static partial class LibC
{
    public const int AT_FDCWD = -100;
    public const int AT_SYMLINK_NOFOLLOW = 0x100;
    public const int AT_EMPTY_PATH = 0x1000;
    public const uint STATX_BASIC_STATS = 0x7FF;
    public const ulong STATX_ATTR_MOUNT_ROOT = 0x2000;
    public const int S_IFMT = 0xF000;
    public const int S_IFREG = 0x8000;
    public const int S_IFLNK = 0xA000;
    public const int S_IFSOCK = 0xC000;
    public const int S_IFDIR = 0x4000;
    public const int W_OK = 2;
    public const int O_CLOEXEC_DIRECTORY = 0x80000 | 0x10000;
    public const int O_RDWR = 0x2;
    public const int O_CREAT = 0x40;
    public const int O_EXCL = 0x80;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;
    public const int LOCK_UN = 8;
    public const int EEXIST = 17;
    public const int ENOENT = 2;
    public const int EACCES = 13;
    public const int EWOULDBLOCK = 11;
    public const int EROFS = 30;
    public const int ELOOP = 40;

    /// <summary>One of the few flags whose number depends on the architecture.</summary>
    public static readonly int O_NOFOLLOW =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(int directory, string path, int flags, uint mask, out Statx buffer);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle open(string path, int flags, uint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int link(string path, string name);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fdatasync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int flock(SafeFileHandle file, int operation);

    /// <param name="buffer">struct statfs; its first word is the kind of the file system.</param>
    [LibraryImport("libc")]
    public static partial int fstatfs(SafeFileHandle file, Span<nint> buffer);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int access(string path, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int chown(string path, uint user, uint group);

    /// <returns>struct group: name, password, then the number; null where there is no such group.</returns>
    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint getgrnam(string name);

    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc")]
    public static partial uint getegid();
}
