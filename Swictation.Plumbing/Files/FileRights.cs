using Swictation.Plumbing.Files.Native;

namespace Swictation.Plumbing.Files;

/// <summary>Who may do what with a file or directory.</summary>
/// <param name="Mode">Permissions with the sticky bit.</param>
public readonly record struct FileRights(uint User, uint Group, UnixFileMode Mode)
{
    private const uint Root = 0;

    private static readonly uint Self = LibC.geteuid();

    // Where every user has a group of their own, it has their number and no other member: such systems let it
    // write.
    private static readonly uint? OwnGroup = LibC.getegid() == Self ? Self : null;

    /// <summary>True if it belongs to the user who asks.</summary>
    public bool IsOwn => User == Self;

    /// <summary>True if its owner is neither the user who asks nor root.</summary>
    public bool IsStrangers => User != Self && User != Root;

    /// <summary>
    /// True if another user than root can put something else in the place of what is in this directory.
    /// </summary>
    public bool LetsOthersReplace =>
        IsStrangers || (IsWritableByOthers && !Mode.HasFlag(UnixFileMode.StickyBit));

    /// <summary>True if anybody but the owner can do anything with it.</summary>
    public bool LetsOthersIn =>
        (Mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0;

    /// <summary>True if other users can make files in this directory, or write to this file.</summary>
    public bool IsWritableByOthers =>
        Mode.HasFlag(UnixFileMode.OtherWrite) || (Mode.HasFlag(UnixFileMode.GroupWrite) && Group != OwnGroup);

    /// <summary>True if the user who asks can write to what is at a path; in a directory, make files.</summary>
    public static bool MayWrite(string path) => LibC.access(path, LibC.W_OK) == 0;

    /// <summary>The rights of what is at a path, behind a link if it is one; null if there is nothing.</summary>
    public static FileRights? Of(string path) =>
        FileState.Of(path, followsLink: true)?.Rights;
}
