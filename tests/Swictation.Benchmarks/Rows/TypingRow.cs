using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Benchmarks.Measuring;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// Words at the cursor: sentences of ten words, one after another, from the commit of each to its first and its last character
/// in a real terminal.
/// </summary>
internal sealed class TypingRow : IRow
{
    private const int Sentences = 100;
    private const int WarmUp = 3;
    private const int MicrosecondsPerMillisecond = 1000;
    private const double AlmostAll = 0.99;
    private const double MustFirstMs = 30;

    // A paste is put back 250 ms after it, and the next one waits for that.
    private static readonly TimeSpan BetweenPastes = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan BetweenSentences = TimeSpan.FromMilliseconds(50);

    public string Name => "typing";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        var count = bench.Size(Sentences);
        var figures = new List<Figure>();
        await using (var sway = await Desktop.StartSwayAsync(cancellationToken))
        {
            var arrivals = new Arrivals(sway.ArrivalsFile);
            await arrivals.SkipAsync(cancellationToken);
            var own = await TypeAsync(sway, arrivals, "wayland", count, BetweenSentences, cancellationToken);
            figures.Add(First("foot in sway, own virtual keyboard", own));
            figures.Add(Last("foot in sway, own virtual keyboard", own, Target.AtMost(30, 15)));
            var paste = await TypeAsync(sway, arrivals, "clipboard", count, BetweenPastes, cancellationToken);
            figures.Add(Last("foot in sway, paste", paste, Target.AtMost(60, 30)));
            var wtype = await TypeAsync(sway, arrivals, "wtype", count, BetweenSentences, cancellationToken);
            var alone = await AloneAsync(sway, arrivals, count, ["wtype", "--"], cancellationToken);
            figures.Add(First("foot in sway, wtype", wtype));
            figures.Add(Last("foot in sway, wtype", wtype, Target.RatioAtMost(1.2, 1.1)) with { Floor = Bench.Median(alone) });
        }

        await using (var x11 = await Desktop.StartX11Async(cancellationToken))
        {
            var arrivals = new Arrivals(x11.ArrivalsFile);
            await arrivals.SkipAsync(cancellationToken);
            var xdotool = await TypeAsync(x11, arrivals, "xdotool", count, BetweenSentences, cancellationToken);
            var alone = await AloneAsync(x11, arrivals, count, ["xdotool", "type", "--clearmodifiers", "--delay", "1"], cancellationToken);
            figures.Add(First("xterm in Xvfb, xdotool", xdotool));
            figures.Add(Last("xterm in Xvfb, xdotool", xdotool, Target.RatioAtMost(1.2, 1.1)) with { Floor = Bench.Median(alone) });
            var paste = await TypeAsync(x11, arrivals, "clipboard", count, BetweenPastes, cancellationToken);
            figures.Add(Last("xterm in Xvfb, paste", paste, Target.AtMost(60, 30)));
        }

        return figures;

        static Figure First(string where, List<Times> times) =>
            FigureOf($"commit to the first character: {where}: p50", times.Select(time => time.FirstMs), Target.AtMost(MustFirstMs, MustFirstMs / 2));

        static Figure Last(string where, List<Times> times, Target target) =>
            FigureOf($"commit to the last of ten words: {where}: p50", times.Select(time => time.LastMs), target);
    }

    private static Figure FigureOf(string work, IEnumerable<double> figures, Target target)
    {
        double[] sorted = [.. figures.Order()];
        var p99 = sorted[(int)(AlmostAll * (sorted.Length - 1))];
        return new(
            work,
            "ms",
            Bench.Median(sorted),
            Floor: null,
            target,
            string.Create(CultureInfo.InvariantCulture, $"p99 {p99:0.0}, of {sorted.Length}; load {Load.OfOneMinute:0.0}"));
    }

    private static async Task<List<Times>> TypeAsync(
        Desktop desktop, Arrivals arrivals, string way, int count, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var place = new Place();
        await using var daemon = await DaemonProcess.StartAsync(place, new(), cancellationToken);
        await using var typist = await desktop.TypeAsync(place, way, cancellationToken);
        await using var fifo = new FileStream(place.Fifo, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var arrived = new List<(long FirstUs, long LastUs)>();
        for (var i = 0; i < WarmUp + count; i++)
        {
            await fifo.WriteAsync(Encoding.UTF8.GetBytes($"{Sentence(i)}\n"), cancellationToken);
            arrived.Add(await arrivals.AwaitAsync($"{Sentence(i)} ", cancellationToken));
            await Task.Delay(pause, cancellationToken);
        }

        return
        [
            .. Commits(place.Database).Zip(arrived).Skip(WarmUp).Select(pair => new Times(
                (double)(pair.Second.FirstUs - pair.First) / MicrosecondsPerMillisecond,
                (double)(pair.Second.LastUs - pair.First) / MicrosecondsPerMillisecond)),
        ];
    }

    // The program by itself, from its start to the last character.
    private static async Task<List<double>> AloneAsync(
        Desktop desktop, Arrivals arrivals, int count, string[] program, CancellationToken cancellationToken)
    {
        var alone = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var since = DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch;
            await desktop.RunAsync(program[0], [.. program[1..], $"{Sentence(i)} "], cancellationToken);
            var (_, lastUs) = await arrivals.AwaitAsync($"{Sentence(i)} ", cancellationToken);
            alone.Add((double)(lastUs - (since.Ticks / TimeSpan.TicksPerMicrosecond)) / MicrosecondsPerMillisecond);
        }

        return alone;
    }

    private static List<long> Commits(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = """
            SELECT at_us
            FROM events
            WHERE type = 'transcription'
            ORDER BY seq
            """;
        using var rows = query.ExecuteReader();
        var commits = new List<long>();
        while (rows.Read()) commits.Add(rows.GetInt64(0));
        return commits;
    }

    private static string Sentence(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"these are ten words of a sentence with number {number:000}");

    private readonly record struct Times(double FirstMs, double LastMs);
}
