using Microsoft.Win32.SafeHandles;
using Swictation.Sockets.Listening.Native;

namespace Swictation.Sockets.Listening;

/// <summary>Which file stands at a path: two files at the same path, one after the other, are not the same.</summary>
/// <param name="Type">The kind of file, as stat(2) has it.</param>
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Inode, int Type, uint User)
{
    private static readonly uint Self = LibC.geteuid();

    public bool IsSocket => Type == LibC.S_IFSOCK;

    public bool IsSymbolicLink => Type == LibC.S_IFLNK;

    public bool IsDirectory => Type == LibC.S_IFDIR;

    public bool IsRegular => Type == LibC.S_IFREG;

    /// <summary>True if it belongs to a user other than this process's.</summary>
    public bool IsOthers => User != Self;

    /// <summary>The file at a path, without following a link; null if there is none.</summary>
    public static FileIdentity? Of(string path) => Of(LibC.AT_FDCWD, path, LibC.AT_SYMLINK_NOFOLLOW);

    /// <summary>The file that is open, also where it has no name any more.</summary>
    public static FileIdentity? Of(SafeFileHandle open) =>
        Of((int)open.DangerousGetHandle(), "", LibC.AT_EMPTY_PATH);

    private static FileIdentity? Of(int directory, string path, int flags)
    {
        var found = LibC.statx(directory, path, flags, LibC.STATX_TYPE_UID | LibC.STATX_INO, out var stat) == 0;
        return found
            ? new(stat.DeviceMajor, stat.DeviceMinor, stat.Inode, stat.Mode & LibC.S_IFMT, stat.User)
            : null;
    }
}
