using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Audio;
using Swictation.Daemon.Speech.Audio.Files;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Segmentation;
using Swictation.Daemon.Tests.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition;

/// <summary>From a sound file to text with the real parts, as the daemon puts them together.</summary>
[Trait("Category", "Package")]
public sealed class RecordedSpeechTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Five_sentences_in_one_go_are_recognised_to_more_than_half()
    {
        var recording = _directory.File("five.wav");
        var sentencesAndPauses = LibriVox.Sentences.SelectMany(s => new[] { s.ReadSamples(), Sounds.Silence(1) });
        WavFile.Write(recording, Sounds.Join(sentencesAndPauses));
        var loading = Stopwatch.StartNew();
        await using var transcriber =
            PocketSphinxTranscriber.Load(null);
        Report($"Model loaded in {loading.Elapsed.TotalSeconds:F2} s");
        await using var source = FileAudioSource.Open(new(recording, Pace.Max), TimeProvider.System, NullLogger.Instance);

        var (texts, realTimeFactor) = await TranscribeAsync(await SegmentAsync(source), transcriber);

        var reference = string.Join(' ', LibriVox.Sentences.Select(s => s.Text));
        var measured = WordErrorRate.Measure(reference, string.Join(' ', texts));
        Report($"Word error rate {measured.Rate:P1}, real-time factor {realTimeFactor:F2}");
        Report($"{measured.WordsInOrder} of {measured.ReferenceWords} words in order ({measured.ShareInOrder:P1})");
        Assert.InRange(measured.ShareInOrder, 0.55, 1);
    }

    private static async Task<List<SpeechSegment>> SegmentAsync(FileAudioSource source)
    {
        var segmenter = new EnergySegmenter(new SegmenterOptions());
        var segments = new List<SpeechSegment>();
        await foreach (var frame in source.ReadAsync(notBefore: null, CancellationToken.None))
        {
            if (segmenter.Push(frame) is { } segment) segments.Add(segment);
        }

        while (segmenter.Flush() is { } last) segments.Add(last);
        return segments;
    }

    private async Task<(List<string> Texts, double RealTimeFactor)> TranscribeAsync(
        List<SpeechSegment> segments, PocketSphinxTranscriber transcriber)
    {
        var texts = new List<string>();
        var total = TimeSpan.Zero;
        foreach (var segment in segments)
        {
            var watch = Stopwatch.StartNew();
            var result = await transcriber.TranscribeAsync(segment, CancellationToken.None);
            total += watch.Elapsed;
            var realTimeFactor = watch.Elapsed / segment.SpokenTime;
            Report($"{segment.SpokenTime.TotalSeconds:F2} s, real-time factor {realTimeFactor:F2}: {result}");
            if (result is TranscriptionResult.Text text) texts.Add(text.Value);
        }

        return (texts, total / AudioFormat.Duration(segments.Sum(s => (long)s.SpokenSamples)));
    }

    private void Report(FormattableString figures) => output.WriteLine(figures.ToString(CultureInfo.InvariantCulture));
}
