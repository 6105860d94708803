using Swictation.Benchmarks.Lines;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Roles;

/// <summary>
/// A recogniser that says as much as it is told to: writes segments to the FIFO that the daemon reads.
/// </summary>
internal static class LineDriver
{
    private const int LineLength = TimedText.Length + 1;

    // What a program that prints lines through the C library to a pipe writes at once.
    private const int LinesAtOnce = 32 * 1024 / LineLength;

    /// <param name="rate">Lines a second, one a write; 0: as fast as they are taken, many a write.</param>
    public static int Run(string fifo, long first, long count, int rate)
    {
        using var file = new FileStream(fifo, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var fd = (int)file.SafeFileHandle.DangerousGetHandle();
        var pacer = new Pacer(rate);
        var atOnce = pacer.IsPaced ? 1 : LinesAtOnce;
        var block = new byte[atOnce * LineLength];
        var used = 0;
        for (var i = 0L; i < count; i++)
        {
            pacer.WaitFor(i);
            TimedText.Write(block.AsSpan(used), first + i, TimedText.Now());
            used += LineLength;
            block[used - 1] = (byte)'\n';
            if (used < block.Length && i + 1 < count) continue;
            if (!LibC.TryWriteAll(fd, block.AsSpan(0, used))) return 1;
            used = 0;
        }

        return 0;
    }
}
