using BenchmarkDotNet.Attributes;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;

namespace Swictation.Benchmarks.Micro;

/// <summary>What a client costs beside the send: its cursor over a page of 400 events.</summary>
[MemoryDiagnoser]
public class FeedBenchmarks
{
    private const int Events = 400;

    private readonly FixedFeedPlanner _everything = new([new(0)]);
    private PageLog _log = null!;

    [GlobalSetup]
    public void MakePage()
    {
        var stored = SampleEvents.Stored(SampleEvents.Transcription);
        var length = stored.Body.Length + 1;
        byte[] line = [.. stored.Body.Span, (byte)'\n'];
        byte[] lines = [.. Enumerable.Repeat(line, Events).SelectMany(bytes => bytes)];
        EventEntry[] entries =
        [
            .. Enumerable.Range(0, Events).Select(i => new EventEntry(
                i + 1, stored.Session, stored.AtMicroseconds, stored.Type, stored.Version, i * length, length)),
        ];
        _log = new(new(lines, entries));
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int WalkPage()
    {
        var cursor = new FeedCursor(_log, _everything, EventSelection.Broadcast, TimeProvider.System);
        var bytes = 0;
        for (var step = cursor.Next(recentOnly: true); !step.IsEnd; step = cursor.Next(recentOnly: true))
            bytes += step.Lines.Length;
        return bytes;
    }
}
