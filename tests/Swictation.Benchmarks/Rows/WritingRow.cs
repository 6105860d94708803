using System.Diagnostics;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>What an hour of recording writes to the disk, and what it costs: a sentence of ten words every 15 s, synced.</summary>
internal sealed class WritingRow : IRow
{
    private const int WholeSeconds = 20 * 60;
    private const int Percent = 100;
    private const double Million = 1e6;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenSentences = TimeSpan.FromSeconds(15);

    public string Name => "writing";

    public bool IsLong => true;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await using var daemon = await DaemonProcess.StartAsync(place, new(), cancellationToken);
        await using var source = new StreamWriter(new FileStream(daemon.Fifo, FileMode.Open, FileAccess.Write)) { AutoFlush = true };
        await Task.Delay(Settling, cancellationToken);
        var duration = TimeSpan.FromSeconds(bench.Size(WholeSeconds));
        var (written, used, began) = (
            ProcessFigures.WrittenBytes(daemon.Id), ProcessFigures.ProcessorTime(daemon.Id), Stopwatch.GetTimestamp());
        for (var said = 0; Stopwatch.GetElapsedTime(began) < duration; said++)
        {
            await source.WriteLineAsync($"sentence {said} is one of w{said * 7919 % 20_000} words and w{said * 31 % 20_000} w{said * 17 % 20_000}");
            await Task.Delay(BetweenSentences, cancellationToken);
        }

        var took = Stopwatch.GetElapsedTime(began);
        var megabytes = (ProcessFigures.WrittenBytes(daemon.Id) - written) / Million * (TimeSpan.FromHours(1) / took);
        var share = (ProcessFigures.ProcessorTime(daemon.Id) - used) / took * Percent;
        return
        [
            new("written in an hour of recording, 240 sentences, durability full", "MB", megabytes, Floor: null, Target.AtMost(30, 25)),
            new("CPU while recording, a sentence every 15 s, no client", "% of a core", share, Floor: null, Target.AtMost(1, 0.3)),
        ];
    }
}
