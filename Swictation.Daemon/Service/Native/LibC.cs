using System.Runtime.InteropServices;

namespace Swictation.Daemon.Service.Native;

/// <summary>The calls of the C library that identify a descriptor opened by another process.</summary>
internal static partial class LibC
{
    public const int SOL_SOCKET = 1;
    public const int SO_TYPE = 3;
    public const int SO_ACCEPTCONN = 30;
    public const int SO_DOMAIN = 39;
    public const int AF_UNIX = 1;
    public const int SOCK_STREAM = 1;
    public const int F_SETFD = 2;
    public const int FD_CLOEXEC = 1;

    [LibraryImport("libc")]
    public static partial int getsockopt(int fd, int level, int option, out int value, ref uint length);

    // The third argument is variadic, which the calling conventions of x64 and Arm64 pass like any other.
    [LibraryImport("libc")]
    public static partial int fcntl(int fd, int command, int argument);
}
