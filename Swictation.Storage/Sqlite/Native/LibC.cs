using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Storage.Sqlite.Native;

/// <summary>Who owns a file, who asks, and directories as files: .NET has no name for them.</summary>
internal static partial class LibC
{
    public const int AT_FDCWD = -100;
    public const uint STATX_MODE_UID_GID = 0x2 | 0x8 | 0x10;
    public const int W_OK = 2;
    public const int O_CLOEXEC_DIRECTORY = 0x80000 | 0x10000;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(int directory, string path, int flags, uint mask, out Statx buffer);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int access(string path, int mode);

    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc")]
    public static partial uint getegid();
}
