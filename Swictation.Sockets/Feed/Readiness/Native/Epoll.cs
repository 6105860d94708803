using System.Runtime.InteropServices;

namespace Swictation.Sockets.Feed.Readiness.Native;

/// <summary>The calls of epoll(7), and of eventfd(2) to end a wait.</summary>
internal static partial class Epoll
{
    public const int CtlAdd = 1;
    public const int CtlDelete = 2;
    public const int CtlModify = 3;
    public const uint In = 0x1;
    public const uint Out = 0x4;
    public const uint Error = 0x8;
    public const uint HangUp = 0x10;
    public const uint InputEnded = 0x2000;
    public const uint OneShot = 1u << 30;
    public const int Interrupted = 4;
    private const int CloseOnExec = 0x80000;

    /// <exception cref="IOException">No file descriptor is left.</exception>
    public static int Create() => Checked(epoll_create1(CloseOnExec));

    /// <exception cref="IOException">No file descriptor is left.</exception>
    public static int CreateWake() => Checked(eventfd(0, CloseOnExec));

    /// <exception cref="IOException">The kernel cannot watch another descriptor.</exception>
    public static void Control(int epoll, int operation, int fd, uint events, long data)
    {
        Span<byte> change = stackalloc byte[EpollEvents.Size];
        EpollEvents.Write(change, events, data);
        Checked(epoll_ctl(epoll, operation, fd, change));
    }

    /// <returns>How many events there are; 0 when it was interrupted.</returns>
    public static int Wait(int epoll, Span<byte> events)
    {
        var count = epoll_wait(epoll, events, events.Length / EpollEvents.Size, timeout: -1);
        return count < 0 && Marshal.GetLastPInvokeError() == Interrupted ? 0 : Checked(count);
    }

    public static void Wake(int wake) => Checked(eventfd_write(wake, 1));

    public static void Close(int fd) => _ = close(fd);

    private static int Checked(int result) =>
        result >= 0 ? result : throw new IOException(Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int fd, Span<byte> change);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int epoll, Span<byte> events, int most, int timeout);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd(uint value, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int eventfd_write(int fd, ulong value);

    [LibraryImport("libc")]
    private static partial int close(int fd);
}
