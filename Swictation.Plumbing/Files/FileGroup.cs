using System.Globalization;
using System.Runtime.InteropServices;
using Swictation.Plumbing.Files.Native;

namespace Swictation.Plumbing.Files;

/// <summary>A group of users that may read a file.</summary>
public static class FileGroup
{
    private const uint Unchanged = uint.MaxValue;

    /// <summary>Gives a file to a group, which may read it and no more.</summary>
    /// <param name="group">Its name or its number.</param>
    /// <exception cref="IOException">There is no such group, or the user is not in it; says so, without the path.</exception>
    public static void LetRead(string path, string group)
    {
        var number = Find(group) ?? throw new IOException($"there is no group '{group}'");
        if (LibC.chown(path, Unchanged, number) != 0)
            throw new IOException($"cannot be given to the group '{group}' ({Marshal.GetLastPInvokeErrorMessage()}); are you in it?");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
    }

    private static uint? Find(string group)
    {
        if (uint.TryParse(group, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        var found = LibC.getgrnam(group);
        return found == 0 ? null : (uint)Marshal.ReadInt32(found, 2 * nint.Size);
    }
}
