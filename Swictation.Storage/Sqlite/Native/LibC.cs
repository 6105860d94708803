using System.Runtime.InteropServices;

namespace Swictation.Storage.Sqlite.Native;

/// <summary>Who owns a file, and who asks: .NET has no name for either.</summary>
internal static partial class LibC
{
    public const int AT_FDCWD = -100;
    public const uint STATX_MODE_UID_GID = 0x2 | 0x8 | 0x10;

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(int directory, string path, int flags, uint mask, out Statx buffer);

    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc")]
    public static partial uint getegid();
}
