using System.Globalization;
using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>Measures the segmenter on recorded speech with pauses of known length, clean and in noise.</summary>
[Trait("Category", "Package")]
public sealed class EnergySegmenterSpeechTests(ITestOutputHelper output)
{
    private static readonly double[] Pauses = [0.3, 2.0, 0.7, 1.0, 0.5, 1.5, 0.7, 0.3, 1.0, 2.0];

    [Theory]
    [InlineData(null)]
    [InlineData(20.0)]
    [InlineData(10.0)]
    public void No_speech_is_lost_and_pauses_end_segments_where_the_speech_ends(double? signalToNoiseDb)
    {
        var (audio, truth) = JoinSentences();
        if (signalToNoiseDb is { } ratio) audio = AddNoise(audio, truth, ratio);

        var segments = SegmenterRun.Of(audio);

        Report(signalToNoiseDb, segments, truth);
        var missed = truth.Sum(t => Seconds(t.End - t.Start) - segments.Sum(s => Overlap(s, t)));
        Assert.InRange(missed, -0.001, 0.1);
        Assert.All(LongPauses(truth), pause =>
        {
            var before = segments.Last(s => s.Position < pause.Start);
            var after = segments.First(s => s.Position + s.SpokenSamples > pause.End);
            Assert.NotSame(before, after);
            Assert.InRange(Seconds(before.EndedAt - pause.Start), -0.2, 0.2);
            Assert.InRange(Seconds(after.Position - pause.End), -0.2, 0.2);
        });
    }

    /// <summary>
    /// The sentences twice over, each without the silence around it, and a second of silence before and after all.
    /// </summary>
    private static (short[] Audio, List<(long Start, long End)> Truth) JoinSentences()
    {
        var audio = new List<short>(Sounds.Silence(1));
        var truth = new List<(long Start, long End)>();
        foreach (var (sentence, pause) in LibriVox.Sentences.Concat(LibriVox.Sentences).Zip(Pauses))
        {
            var speech = SpeechBounds.Trim(sentence.ReadSamples(), rangeDb: 25);
            truth.Add((audio.Count, audio.Count + speech.Length));
            audio.AddRange(speech);
            audio.AddRange(Sounds.Silence(pause));
        }

        return ([.. audio], truth);
    }

    /// <summary>White noise over everything, so many dB below the speech on average.</summary>
    private static short[] AddNoise(short[] audio, List<(long Start, long End)> truth, double signalToNoiseDb)
    {
        var speech = truth.SelectMany(t => audio[(int)t.Start..(int)t.End]).ToArray();
        var rms = Sounds.Rms(speech) / Math.Pow(10, signalToNoiseDb / 20);
        return Sounds.Mix(audio, Sounds.Noise(Seconds(audio.Length), rms));
    }

    private static IEnumerable<(long Start, long End)> LongPauses(List<(long Start, long End)> truth) => truth
        .Zip(truth.Skip(1), (before, after) => (Start: before.End, End: after.Start))
        .Where(pause => Seconds(pause.End - pause.Start) >= 0.7);

    /// <summary>
    /// How much of a stretch of speech a segment holds, in seconds, padding included: that is what is recognised.
    /// </summary>
    private static double Overlap(SpeechSegment segment, (long Start, long End) truth)
    {
        var padding = AudioFormat.Samples(new SegmenterOptions().Padding);
        var start = Math.Max(segment.Position - padding, truth.Start);
        var end = Math.Min(segment.Position + segment.SpokenSamples + padding, truth.End);
        return Seconds(Math.Max(0, end - start));
    }

    private static double Seconds(long samples) => (double)samples / AudioFormat.SamplesPerSecond;

    private void Report(double? signalToNoiseDb, List<SpeechSegment> segments, List<(long Start, long End)> truth)
    {
        var spoken = truth.Sum(t => Seconds(t.End - t.Start));
        var found = truth.Sum(t => segments.Sum(s => Overlap(s, t)));
        var pauses = LongPauses(truth).ToList();
        var ends = pauses.Select(p => segments.Select(s => Seconds(s.EndedAt - p.Start)).MinBy(Math.Abs)).ToList();
        var starts = pauses.Select(p => segments.Select(s => Seconds(s.Position - p.End)).MinBy(Math.Abs)).ToList();
        Report($"Speech {signalToNoiseDb ?? double.PositiveInfinity} dB above the noise:");
        Report($"{segments.Count} segments for {truth.Count} sentences with {pauses.Count} long pauses");
        Report($"{found:F2} of {spoken:F2} s of speech found");
        Report($"ends {ends.Min():F3} to {ends.Max():F3} s from the truth");
        Report($"starts {starts.Min():F3} to {starts.Max():F3} s from the truth");
    }

    private void Report(FormattableString figures) => output.WriteLine(figures.ToString(CultureInfo.InvariantCulture));
}
