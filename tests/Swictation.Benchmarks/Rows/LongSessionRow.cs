using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>The memory of the verbs that print a session of 3,400,000 transcriptions.</summary>
internal sealed class LongSessionRow : IRow
{
    private static readonly string[][] Verbs =
    [
        ["show", "1"], ["show", "1", "--json"], ["show", "1", "--jsonl"], ["export", "1"], ["export", "1", "--format", "json"],
        ["export", "1", "--format", "srt"],
    ];

    public string Name => "long-session";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var segments = bench.Size(3_400_000);
        using var place = new Place();
        await LogFiller.FillAsync(place.Database, segments, segments);
        var figures = new List<Figure>();
        foreach (var verb in Verbs)
        {
            var run = await ToolRun.RunAsync(looksAtMemory: true, cancellationToken, [.. verb, "--db", place.Database]);
            figures.Add(new(
                $"{string.Join(' ', verb)} with {segments:#,0} transcriptions in the session: memory",
                "MB",
                run.PeakMegabytes,
                Floor: null,
                Target.AtMost(60, 40),
                FormattableString.Invariant($"{run.Milliseconds / 1e3:0.0} s")));
        }

        return figures;
    }
}
