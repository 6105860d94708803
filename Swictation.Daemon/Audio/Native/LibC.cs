using System.Runtime.InteropServices;

namespace Swictation.Daemon.Audio.Native;

/// <summary>What of the C library moves standard error somewhere else.</summary>
internal static partial class LibC
{
    public const int StandardError = 2;

    [LibraryImport("libc", SetLastError = true)]
    public static partial int dup(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int dup2(int descriptor, int place);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int descriptor);
}
