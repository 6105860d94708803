using System.Diagnostics;
using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// <c>swictation-replay search</c>: the first 20 of each of 100 words, drawn evenly from all ranks of frequency; the whole
/// process.
/// </summary>
internal sealed class SearchRow : IRow
{
    private const int Words = 100;

    public string Name => "search";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var segments = bench.Size(1_000_000);
        using var place = new Place();
        await SpokenLog.FillAsync(place.Database, segments);
        var times = new List<double>();
        await SearchAsync(place, SpokenLog.Word(0), cancellationToken);
        for (var i = 0; i < Words; i++)
        {
            var word = SpokenLog.Word(i * (SpokenLog.Vocabulary / Words));
            times.Add(await SearchAsync(place, word, cancellationToken));
        }

        var work = $"search in {segments:#,0} transcriptions, the first 20 of each of {Words} words";
        return
        [
            new($"{work}: median", "ms", Bench.Median(times), Floor: null, Target.AtMost(60, 30)),
            new($"{work}: worst", "ms", times.Max(), Floor: null, Target.AtMost(250, 100)),
        ];
    }

    private static async Task<double> SearchAsync(Place place, string word, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Executable.Replay, ["search", word, "--db", place.Database])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return (await output).Contains(word, StringComparison.Ordinal)
            ? took
            : throw new BenchmarkFailedException($"a search for {word} found nothing: {await error}");
    }
}
