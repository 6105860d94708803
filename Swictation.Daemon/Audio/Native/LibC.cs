using System.Runtime.InteropServices;

namespace Swictation.Daemon.Audio.Native;

/// <summary>The functions of the C library that redirect standard error.</summary>
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
