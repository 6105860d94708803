using System.Runtime.InteropServices;

namespace Swictation.Benchmarks.Native;

/// <summary>
/// The calls of the C library that are measured with: what .NET has around them would be measured too.
/// </summary>
internal static partial class LibC
{
    public const short POLLIN = 0x1;
    public const int EINTR = 4;
    private const int CLOCK_MONOTONIC = 1;
    private const int TIMER_ABSTIME = 1;
    private const uint OwnerOnly = 0x180; // 0600

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint read(int fd, Span<byte> buffer, nint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int fd, ReadOnlySpan<byte> buffer, nint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int poll(Span<PollFd> fds, ulong count, int timeoutMs);

    /// <summary>Sleeps until a time of CLOCK_MONOTONIC, which is also that of Stopwatch.</summary>
    public static void SleepUntil(long nanoseconds)
    {
        while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, new(nanoseconds), 0) == EINTR)
        {
        }
    }

    /// <summary>False when the other side is gone.</summary>
    public static bool TryWriteAll(int fd, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var written = (int)write(fd, bytes, bytes.Length);
            if (written <= 0) return false;
            bytes = bytes[written..];
        }

        return true;
    }

    public static void MakeFifo(string path)
    {
        if (mkfifo(path, OwnerOnly) != 0) throw new IOException($"cannot make the FIFO {path}");
    }

    /// <summary>Nanoseconds of processor time that another process has had.</summary>
    public static long ProcessorTime(int processId)
    {
        if (clock_getcpuclockid(processId, out var clock) != 0 || clock_gettime(clock, out var time) != 0)
            throw new IOException($"cannot ask for the processor time of process {processId}");
        return time.TotalNanoseconds;
    }

    [LibraryImport("libc")]
    private static partial int clock_getcpuclockid(int processId, out int clock);

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);

    [LibraryImport("libc")]
    private static partial int clock_nanosleep(int clock, int flags, in TimeSpec until, nint remaining);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkfifo(string path, uint mode);
}
