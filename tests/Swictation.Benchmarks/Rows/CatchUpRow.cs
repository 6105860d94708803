using System.Text.Json;
using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;
using Swictation.Benchmarks.Roles;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// A client that asks a daemon that has just started for the whole log: all of it comes out of SQLite.
/// </summary>
internal sealed class CatchUpRow : IRow
{
    public string Name => "catch-up";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var events = bench.Size(100_000);
        using var place = new Place();
        await LogFiller.FillAsync(place.Database, events);
        await using var daemon = await DaemonProcess.StartAsync(
            place, new(Records: false), cancellationToken);

        var rates = new List<double>();
        for (var i = 0; i <= bench.Repetitions; i++)
        {
            var result = await CatchUpAsync(daemon, events, cancellationToken);
            if (!result.KnowsProtocol2) return [Row(null, "the daemon does not know protocol 2 yet")];
            if (i > 0) rates.Add(result.Lines / result.Seconds);
        }

        return [Row(Bench.Median(rates), null)];

        Figure Row(double? rate, string? note) => new(
            $"catch-up with after:0, {events:#,0} events out of SQLite",
            "lines/s",
            rate,
            Floor: null,
            Target.AtLeast(500_000, 1_500_000),
            note);
    }

    private static async Task<CatchUpResult> CatchUpAsync(
        DaemonProcess daemon, long events, CancellationToken cancellationToken)
    {
        await using var client = RoleProcess.Start(Role.CatchUp, daemon.MetricsSocket, events);
        var line = await client.ReadAsync(cancellationToken);
        await client.EndAsync(cancellationToken);
        return JsonSerializer.Deserialize(line, RoleJsonContext.Default.CatchUpResult)!;
    }
}
