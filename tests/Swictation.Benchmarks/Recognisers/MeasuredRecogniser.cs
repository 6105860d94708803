using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Benchmarks.Processes;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Audio;
using Swictation.Domain.Recognition;

namespace Swictation.Benchmarks.Recognisers;

/// <summary>A recogniser in its process, as the daemon runs it; counts what it takes.</summary>
internal sealed class MeasuredRecogniser : IAsyncDisposable
{
    private readonly WorkerTranscriber _transcriber;

    private MeasuredRecogniser(WorkerTranscriber transcriber) => _transcriber = transcriber;

    /// <summary>The time of recognition, and of the speech that was recognised.</summary>
    public (TimeSpan Taken, TimeSpan Spoken) Time { get; private set; }

    /// <exception cref="Domain.Errors.TranscriberException">It cannot be started.</exception>
    public static async Task<MeasuredRecogniser> StartAsync(TranscriberSpec spec) => new(await WorkerTranscriber.StartAsync(
        spec.Host(allowsRemote: false) with { Program = Executable.Daemon }, new WorkerLimits(), TimeProvider.System, NullLogger.Instance));

    /// <summary>The text of a segment; empty for silence.</summary>
    /// <exception cref="BenchmarkFailedException">It fails.</exception>
    public async Task<string> RecogniseAsync(SpeechSegment segment, CancellationToken cancellationToken)
    {
        var begunAt = Stopwatch.GetTimestamp();
        var result = await _transcriber.TranscribeAsync(segment, cancellationToken);
        Time = (Time.Taken + Stopwatch.GetElapsedTime(begunAt), Time.Spoken + AudioFormat.Duration(segment.Samples.Length));
        return result switch
        {
            TranscriptionResult.Text text when !NoSpeechText.Is(text.Value) => text.Value,
            TranscriptionResult.Failed failed => throw new BenchmarkFailedException(failed.Reason),
            _ => "",
        };
    }

    /// <summary>The most memory that its process has had, in 1,000,000 bytes.</summary>
    public static double MostMegabytes()
    {
        var most = Directory.EnumerateDirectories("/proc/self/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => File.ReadLines($"/proc/{child}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)))
            .Max(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
        return most * 1024 / 1e6;
    }

    public ValueTask DisposeAsync() => _transcriber.DisposeAsync();
}
