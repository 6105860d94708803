using System.Text.Json;
using Swictation.Benchmarks.Lines;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Roles;

/// <summary>Any number of clients in one thread. The same program reads from the floor and from the daemon.</summary>
internal static class ReadingClients
{
    private const double NanosecondsPerSecond = 1e9;
    private const int PollMs = 100;

    /// <param name="warmUp">Numbers below this one do not count.</param>
    /// <param name="count">How many count after them.</param>
    public static int Run(string path, int clients, long warmUp, long count, TimeSpan deadline)
    {
        var latencies = new Percentiles(checked((int)(clients * count)));
        ReadingClient[] readers =
            [.. Enumerable.Range(0, clients).Select(_ => new ReadingClient(path, warmUp, latencies))];
        Console.WriteLine(RoleLines.Ready);

        var end = TimedText.Now() + (long)(deadline.TotalSeconds * NanosecondsPerSecond);
        var isComplete = ReadTo(readers, warmUp, end);
        if (isComplete && warmUp > 0) Console.WriteLine(RoleLines.Warm);
        isComplete = isComplete && ReadTo(readers, warmUp + count, end);

        Console.WriteLine(JsonSerializer.Serialize(
            Result(readers, latencies, isComplete), RoleJsonContext.Default.ReadingResult));
        foreach (var reader in readers) reader.Dispose();
        return isComplete ? 0 : 1;
    }

    private static bool ReadTo(ReadingClient[] readers, long next, long end)
    {
        var polled = new PollFd[readers.Length];
        for (var i = 0; i < readers.Length; i++) polled[i] = new() { Fd = readers[i].Fd, Events = LibC.POLLIN };
        while (Array.Exists(readers, reader => reader.Next < next))
        {
            if (TimedText.Now() > end) return false;
            if (LibC.poll(polled, (ulong)polled.Length, PollMs) <= 0) continue;
            for (var i = 0; i < polled.Length; i++)
            {
                if (polled[i].Returned != 0 && !readers[i].TryRead()) return false;
            }
        }

        return true;
    }

    private static ReadingResult Result(ReadingClient[] readers, Percentiles latencies, bool isComplete)
    {
        var seconds = (readers.Max(reader => reader.LastReceivedAt) - readers.Min(reader => reader.FirstSentAt))
            / NanosecondsPerSecond;
        return new(
            isComplete,
            readers.Sum(reader => reader.Faults),
            latencies.Count,
            latencies.At(0.5),
            latencies.At(0.99),
            latencies.At(0.999),
            latencies.At(1),
            seconds > 0 ? latencies.Count / (double)readers.Length / seconds : 0);
    }
}
