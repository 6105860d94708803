using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Swictation.Daemon.Platform.Native;

/// <summary>The calls of the C library that .NET has no name for.</summary>
internal static partial class LibC
{
    public const int StandardError = 2;
    public const int O_RDONLY = 0;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;
    public const int EFD_CLOEXEC = 0x80000;
    public const short POLLIN = 0x1;
    public const int SIGKILL = 9;
    private const int SEEK_CUR = 1;
    private const int ScmRights = 1;
    private const int NoSignal = 0x4000;
    public const int F_SETFD = 2;
    public const int F_SETLEASE = 1024;
    public const int F_RDLCK = 0;
    public const int F_UNLCK = 2;
    public const int FD_CLOEXEC = 1;
    private const int F_DUPFD_CLOEXEC = 1030;
    public const int EINTR = 4;
    public const int EAGAIN = 11;
    public const int SOL_SOCKET = 1;
    public const int SO_TYPE = 3;
    public const int SO_ACCEPTCONN = 30;
    public const int SO_DOMAIN = 39;
    public const int AF_UNIX = 1;
    public const int SOCK_STREAM = 1;
    public const int RLIMIT_CORE = 4;
    public const int PR_SET_DUMPABLE = 4;
    public const int CLOCK_MONOTONIC = 1;
    public const int CLOCK_BOOTTIME = 7;

    /// <summary>Programs that are started do not inherit it.</summary>
    public const uint MFD_CLOEXEC = 1;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int fd, Span<byte> buffer, nint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int fd, in ulong value, nint count);

    /// <summary>Gives the free memory of the C library back to the system, as far as it stands at an end or fills pages.</summary>
    [LibraryImport("libc")]
    public static partial int malloc_trim(nuint pad);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(Span<PollFd> fds, ulong count, int timeoutMs);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int eventfd(uint value, int flags);

    /// <summary>A file without a place on a disk.</summary>
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle memfd_create(string name, uint flags);

    /// <summary>
    /// The lowest free descriptor from <paramref name="lowest"/> on, for the same file, for this process alone.
    /// </summary>
    public static int Duplicate(int fd, int lowest) => fcntl(fd, F_DUPFD_CLOEXEC, lowest);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int dup(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int dup2(int from, int to);

    /// <summary>Sends bytes and a descriptor with them over a Unix socket.</summary>
    /// <returns>How many bytes; less than 0 if it has failed.</returns>
    public static unsafe int SendDescriptor(int socket, ReadOnlySpan<byte> bytes, int descriptor)
    {
        // A header, of the size of its fields rounded up, and the descriptor behind it.
        var control = stackalloc long[3];
        control[0] = (sizeof(long) * 2) + sizeof(int);
        ((int*)control)[2] = SOL_SOCKET;
        ((int*)control)[3] = ScmRights;
        ((int*)control)[4] = descriptor;
        fixed (byte* first = bytes)
        {
            var part = new MessagePart { Base = first, Length = bytes.Length };
            var message = new MessageHeader
            {
                Parts = &part,
                PartCount = 1,
                Control = control,
                ControlLength = sizeof(long) * 3,
            };
            return (int)sendmsg(socket, &message, NoSignal);
        }
    }

    /// <summary>False for pipes and FIFOs.</summary>
    public static bool CanSeek(int fd) => lseek(fd, 0, SEEK_CUR) >= 0;

    // Variadic in C; with one argument of the size of an int the calling conventions of x64 and Arm64 pass it like any other.
    [LibraryImport("libc", SetLastError = true)]
    public static partial int fcntl(int fd, int command, int argument);

    [LibraryImport("libc")]
    public static partial int getsockopt(int fd, int level, int option, out int value, ref uint length);

    // Answered without entering the kernel, in about 30 ns: too short for the garbage collector to mind.
    [LibraryImport("libc")]
    [SuppressGCTransition]
    public static partial int clock_gettime(int clock, out TimeSpec time);

    /// <summary>The calling process becomes the leader of a session and of a group of its own.</summary>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int setsid();

    /// <param name="process">0 for the caller's own group, negative for the group with that number.</param>
    [LibraryImport("libc", SetLastError = true)]
    public static partial int kill(int process, int signal);

    /// <summary>SIGKILL: nothing of this process runs any more, not this thread either.</summary>
    public static void KillThisProcess()
    {
        _ = kill(Environment.ProcessId, SIGKILL);
        Thread.Sleep(Timeout.Infinite);
    }

    [LibraryImport("libc", SetLastError = true)]
    public static partial int getrlimit(int resource, out ResourceLimit limit);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int setrlimit(int resource, in ResourceLimit limit);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint sendmsg(int socket, MessageHeader* message, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial long lseek(int fd, long offset, int whence);
}
