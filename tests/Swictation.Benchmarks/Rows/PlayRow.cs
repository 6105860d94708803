using System.Diagnostics;
using System.Text.Json;
using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks.Rows;

/// <summary><c>swictation-replay play</c>: a session of 1,000,000 transcriptions to one client, all of it and from its middle on.</summary>
internal sealed class PlayRow : IRow
{
    public string Name => "play";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var segments = bench.Size(1_000_000);
        using var place = new Place();
        await LogFiller.FillAsync(place.Database, segments, segments);
        var (rates, firsts) = (new List<double>(), new List<double>());
        for (var i = 0; i <= bench.Repetitions; i++)
        {
            var whole = await PlayAsync(place, cancellationToken);
            var half = await PlayAsync(place, cancellationToken, "--from", $"+{segments / 2 * (long)LogFiller.Interval.TotalSeconds}s");
            if (whole.Lines < segments || half.Lines < segments / 2 || half.Lines > (segments / 2) + 100)
                throw new BenchmarkFailedException($"{whole.Lines} and {half.Lines} lines came of {segments}");
            if (i == 0) continue;
            rates.Add(whole.Lines / whole.Seconds);
            firsts.Add(half.FirstMs);
        }

        var work = $"play of {segments:#,0} transcriptions to one client";
        return
        [
            new(work, "lines/s", Bench.Median(rates), Floor: null, Target.AtLeast(600_000, 1_000_000)),
            new($"{work} from the middle: first line", "ms", Bench.Median(firsts), Floor: null, Target.AtMost(30, 15)),
        ];
    }

    private static async Task<PlayedResult> PlayAsync(Place place, CancellationToken cancellationToken, params string[] more)
    {
        string[] arguments = ["play", "1", "--speed", "max", "--socket", place.MetricsSocket, "--db", place.Database, .. more];
        using var player = Process.Start(new ProcessStartInfo(Executable.Replay, arguments) { RedirectStandardOutput = true })!;
        try
        {
            if (await player.StandardOutput.ReadLineAsync(cancellationToken) is null)
                throw new BenchmarkFailedException("swictation-replay play has ended");
            await using var client = RoleProcess.Start(Role.Played, place.MetricsSocket);
            var line = await client.ReadAsync(cancellationToken);
            await client.EndAsync(cancellationToken);
            await player.WaitForExitAsync(cancellationToken);
            return JsonSerializer.Deserialize(line, RoleJsonContext.Default.PlayedResult)!;
        }
        finally
        {
            if (!player.HasExited) player.Kill();
        }
    }
}
