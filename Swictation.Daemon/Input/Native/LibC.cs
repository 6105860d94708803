using System.Runtime.InteropServices;

namespace Swictation.Daemon.Input.Native;

/// <summary>The calls of the C library that .NET has no name for.</summary>
internal static partial class LibC
{
    public const int O_RDONLY = 0;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;
    public const int EFD_CLOEXEC = 0x80000;
    public const short POLLIN = 0x1;
    public const short POLLERR = 0x8;
    public const short POLLHUP = 0x10;
    public const short POLLNVAL = 0x20;
    public const int SIGKILL = 9;
    private const int SEEK_CUR = 1;
    private const int F_DUPFD_CLOEXEC = 1030;
    public const int EINTR = 4;
    public const int EAGAIN = 11;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int fd, Span<byte> buffer, nint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int fd, in ulong value, nint count);

    [LibraryImport("libc")]
    public static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(Span<PollFd> fds, ulong count, int timeoutMs);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint value, int flags);

    /// <summary>
    /// The lowest free descriptor from <paramref name="lowest"/> on, for the same file, for this process alone.
    /// </summary>
    public static int Duplicate(int fd, int lowest) => fcntl(fd, F_DUPFD_CLOEXEC, lowest);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int dup2(int from, int to);

    /// <summary>The calling process becomes the leader of a session and of a group of its own.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int setsid();

    /// <param name="process">0 for the caller's own group, negative for the group with that number.</param>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int process, int signal);

    /// <summary>False for pipes and FIFOs.</summary>
    public static bool CanSeek(int fd) => lseek(fd, 0, SEEK_CUR) >= 0;

    // Variadic in C; with one argument of the size of an int it is called in the same way.
    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int fd, int command, int argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long lseek(int fd, long offset, int whence);
}
