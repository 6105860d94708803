using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Domain.Recognition;
using Swictation.Storage.Audio;

namespace Swictation.Benchmarks.Stages;

/// <summary>Each stage that audio passes, on its own and as fast as it can: what it takes for some speech.</summary>
internal static class SpeechStages
{
    private static readonly int FrameSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(20));

    /// <summary>Decodes a file, resamples it if it has another rate, and cuts it into frames.</summary>
    public static async Task<TimeSpan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        await using var source = FileAudioSource.Open(new(path, Pace.Max), TimeProvider.System, NullLogger.Instance);
        await foreach (var frame in source.ReadAsync(notBefore: null, cancellationToken))
        {
            if (frame.Samples.IsEmpty) throw new BenchmarkFailedException($"{path} gave an empty frame");
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Stores frame by frame, and deletes it when all is stored.</summary>
    public static TimeSpan Store(short[] speech, string database)
    {
        var store = new AudioStore(database, AudioRetention.None, TimeProvider.System, NullLogger.Instance);
        var start = Stopwatch.GetTimestamp();
        using (var writer = store.Begin(new(1)))
        {
            foreach (var frame in Frames(speech)) writer.Write(frame.Position, frame.Samples.Span);
            writer.ReleaseBefore(speech.Length);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Finds the segments.</summary>
    public static (TimeSpan Taken, IReadOnlyList<SpeechSegment> Segments) Segment(short[] speech)
    {
        var segments = new List<SpeechSegment>();
        var start = Stopwatch.GetTimestamp();
        var segmenter = new EnergySegmenter(new SegmenterOptions());
        foreach (var frame in Frames(speech))
        {
            if (segmenter.Push(frame) is { } segment) segments.Add(segment);
        }

        while (segmenter.Flush() is { } last) segments.Add(last);
        return (Stopwatch.GetElapsedTime(start), segments);
    }

    /// <summary>Recognises segments with PocketSphinx, whose model is loaded before.</summary>
    public static async Task<TimeSpan> RecogniseAsync(
        IReadOnlyList<SpeechSegment> segments, CancellationToken cancellationToken)
    {
        await using var transcriber = PocketSphinxTranscriber.Load(null);
        var start = Stopwatch.GetTimestamp();
        foreach (var segment in segments)
        {
            var result = await transcriber.TranscribeAsync(segment, cancellationToken);
            if (result is not TranscriptionResult.Text) throw new BenchmarkFailedException($"it recognised {result}");
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static IEnumerable<AudioFrame> Frames(short[] speech)
    {
        for (var at = 0; at < speech.Length; at += FrameSamples)
        {
            var samples = speech.AsMemory(at, Math.Min(FrameSamples, speech.Length - at));
            yield return new(samples, at, CapturedAt: at);
        }
    }
}
