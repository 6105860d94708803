using System.Runtime.InteropServices;

namespace Swictation.Plumbing.Processes.Native;

/// <summary>Descriptors by their numbers, and the end of the process: .NET has no name for them.</summary>
internal static partial class LibC
{
    public const int O_ACCMODE = 0x3;
    public const int O_RDONLY = 0;
    public const int O_WRONLY = 1;
    public const int O_RDWR = 2;
    public const int F_GETFD = 1;
    public const int F_GETFL = 3;
    public const int FD_CLOEXEC = 1;
    public const short POLLOUT = 0x4;
    public const short POLLERR = 0x8;
    public const short POLLHUP = 0x10;
    public const short POLLNVAL = 0x20;
    public const ulong TIOCGWINSZ = 0x5413;
    public const int TCSADRAIN = 1;
    public const int EINTR = 4;
    public const int EAGAIN = 11;
    public const int EPIPE = 32;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int dup2(int from, int to);

    // Variadic in C; with one argument of the size of an int the calling conventions of x64 and Arm64 pass it like any other.
    [LibraryImport("libc", SetLastError = true)]
    public static partial int fcntl(int fd, int command, int argument);

    // Variadic in C too; with one pointer as above.
    [LibraryImport("libc", SetLastError = true)]
    public static partial int ioctl(int fd, ulong request, ref WindowSize size);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int tcgetattr(int fd, Span<byte> settings);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int tcsetattr(int fd, int when, ReadOnlySpan<byte> settings);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(ref PollFd fds, ulong count, int timeoutMs);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int fd, ReadOnlySpan<byte> bytes, nint count);

    /// <summary>Arguments and environment end with null. Returns only when it fails.</summary>
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int execve(string path, string?[] arguments, string?[] environment);

    /// <summary>Ends the process at once, from any thread, and runs nothing any more.</summary>
    [LibraryImport("libc")]
    public static partial void _exit(int code);
}
