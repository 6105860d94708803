using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Swictation.Benchmarks.Processes;
using Swictation.Benchmarks.Reporting;
using Swictation.Benchmarks.Stages;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;

namespace Swictation.Benchmarks.Rows;

/// <summary>
/// How long text comes behind speech: the five sentences at the pace at which they were spoken, over and over, through the
/// whole daemon, from the end of each segment's speech to the commit of its text.
/// </summary>
internal sealed class SpokenRow : IRow
{
    private const int SpokenS = 90;
    private const double Half = 0.5;
    private const double AlmostAll = 0.99;

    public string Name => "spoken";

    public async Task<IReadOnlyList<Figure>> MeasureAsync(Bench bench, CancellationToken cancellationToken)
    {
        using var place = new Place();
        var recogniser = Recogniser(bench);
        var file = Path.Combine(place.Directory, "spoken.wav");
        SoundFile.Write(file, SampleSpeech.Create(TimeSpan.FromSeconds(bench.Size(SpokenS))), AudioFormat.SamplesPerSecond, channels: 1);
        await RunAsync(bench, recogniser, place, file, cancellationToken);

        var latencies = Read(place.Database).Order().ToArray();
        if (latencies.Length == 0) throw new BenchmarkFailedException("no segment became text");
        return
        [
            FigureOf("p50", Half, Target.AtMost(3_000, 1_500)),
            FigureOf("p99", AlmostAll, Target.AtMost(6_000, 3_000)),
        ];

        Figure FigureOf(string name, double share, Target target) => new(
            $"end of speech to commit, {bench.RecogniserName}: {name}",
            "ms",
            latencies[(int)Math.Min(latencies.Length - 1, Math.Floor(share * latencies.Length))],
            Floor: null,
            target,
            $"{latencies.Length} segments");
    }

    private static string Recogniser(Bench bench)
    {
        try
        {
            return bench.Transcriber.Write();
        }
        catch (TranscriberException e)
        {
            throw new BenchmarkFailedException(e.Message);
        }
    }

    private static async Task RunAsync(Bench bench, string recogniser, Place place, string file, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "--db", place.Database,
            "--metrics-socket", place.MetricsSocket,
            "--ipc-socket", place.IpcSocket,
            "--source", $"file:{file}",
            "--transcriber", recogniser,
            "--speech-model", bench.SpeechModel ?? "none",
            "--record", "--exit-at-end",
        ];
        var start = new ProcessStartInfo(Executable.Daemon, arguments) { RedirectStandardError = true };
        start.Environment["HOME"] = start.Environment["XDG_CONFIG_HOME"] = place.Directory;
        using var daemon = Process.Start(start)!;
        var log = await daemon.StandardError.ReadToEndAsync(cancellationToken);
        await daemon.WaitForExitAsync(cancellationToken);
        if (daemon.ExitCode != 0) throw new BenchmarkFailedException($"the daemon failed: {log.Trim().Split('\n')[^1]}");
    }

    private static List<double> Read(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = """
            SELECT body ->> 'latency_ms'
            FROM events
            WHERE type = 'segment_committed'
            """;
        using var rows = query.ExecuteReader();
        var latencies = new List<double>();
        while (rows.Read()) latencies.Add(rows.GetDouble(0));
        return latencies;
    }
}
