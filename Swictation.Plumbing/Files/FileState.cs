using Microsoft.Win32.SafeHandles;
using Swictation.Plumbing.Files.Native;

namespace Swictation.Plumbing.Files;

/// <summary>Which file it is, of what kind and whose, and how many names it has.</summary>
/// <param name="Links">Names that lead to it on its file system: more than one are hard links.</param>
/// <param name="IsMounted">
/// True for a file that is mounted at its name by itself, without its directory (a bind mount): it has another name.
/// </param>
public readonly record struct FileState(FileKey Key, ushort Type, uint Links, bool IsMounted, FileRights Rights)
{
    public bool IsRegular => Type == LibC.S_IFREG;

    public bool IsSocket => Type == LibC.S_IFSOCK;

    public bool IsSymbolicLink => Type == LibC.S_IFLNK;

    public bool IsDirectory => Type == LibC.S_IFDIR;

    /// <summary>The state of a path; null if there is nothing, or if it cannot be looked at.</summary>
    public static FileState? Of(string path, bool followsLink) =>
        Of(LibC.AT_FDCWD, path, followsLink ? 0 : LibC.AT_SYMLINK_NOFOLLOW);

    /// <summary>The state of an open file, also where it has no name any more.</summary>
    public static FileState? Of(SafeFileHandle open) =>
        Of((int)open.DangerousGetHandle(), "", LibC.AT_EMPTY_PATH);

    /// <summary>
    /// The user to whom what is at a path belongs, itself and not what a link there leads to; null if that is the user
    /// who asks, or if there is nothing.
    /// </summary>
    public static uint? FindOtherOwner(string path) =>
        Of(path, followsLink: false) is { Rights: { IsOwn: false, User: var owner } } ? owner : null;

    private static FileState? Of(int directory, string path, int flags) =>
        LibC.statx(directory, path, flags, LibC.STATX_BASIC_STATS, out var found) == 0
            ? new(
                new(found.DeviceMajor, found.DeviceMinor, found.Inode),
                (ushort)(found.Mode & LibC.S_IFMT),
                found.Links,
                (found.Attributes & LibC.STATX_ATTR_MOUNT_ROOT) != 0,
                new(found.User, found.Group, (UnixFileMode)(found.Mode & 0xFFF)))
            : null;
}
