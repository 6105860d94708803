using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>What holds for the segments of any sound, however odd.</summary>
[Trait("Category", "Stress")]
public sealed class AnySoundTests
{
    [Fact]
    public void Segments_are_stretches_of_what_was_heard_in_order_and_none_twice()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var random = new Random(seed);
            var audio = AnySound(random);
            var options = new SegmenterOptions
            {
                MaximumLength = TimeSpan.FromSeconds(1 + (5 * random.NextDouble())),
                SplitSearch = TimeSpan.FromSeconds(0.1 + (2 * random.NextDouble())),
            };

            var segments = SegmenterRun.Of(audio, random.Next(1, 2_000), options);

            AssertStretches(segments, audio, options, seed);
        }
    }

    private static short[] AnySound(Random random)
    {
        var parts = Enumerable.Range(0, 60).Select(_ => random.Next(6) switch
        {
            0 => Sounds.Silence(random.NextDouble()),
            1 => Sounds.Noise(random.NextDouble(), 1_000 * random.NextDouble(), random.Next()),
            2 => Sounds.Noise(0.03 * random.NextDouble(), 8_000, random.Next()),
            3 => Sounds.Keys(1 + random.NextDouble(), 3_000, random.Next()),
            4 => Sounds.Join(Sounds.Silence(0.2 * random.NextDouble()), Sounds.Noise(0.05, 5_000, random.Next())),
            _ => Sounds.Voice(3 * random.NextDouble(), 8_000 * random.NextDouble()),
        });
        return Sounds.Join(parts);
    }

    private static void AssertStretches(
        List<SpeechSegment> segments, short[] audio, SegmenterOptions options, int seed)
    {
        var padding = AudioFormat.Samples(options.Padding);
        var (spokenUntil, sentUntil) = (0L, 0L);
        foreach (var segment in segments)
        {
            var start = (int)Math.Max(segment.Position - padding, sentUntil);
            var sent = audio.AsSpan(start, segment.Samples.Length);
            Assert.True(segment.SpokenSamples > 0, $"seed {seed}: a segment without speech");
            Assert.True(segment.Position >= spokenUntil, $"seed {seed}: speech at {segment.Position} comes twice");
            Assert.True(segment.Samples.Span.SequenceEqual(sent), $"seed {seed}: not what was heard at {start}");
            Assert.True(
                segment.Samples.Length <= AudioFormat.Samples(options.MaximumLength) + (2 * padding),
                $"seed {seed}: {segment.Samples.Length} samples are too many");
            spokenUntil = segment.Position + segment.SpokenSamples;
            sentUntil = start + segment.Samples.Length;
            Assert.True(spokenUntil <= sentUntil, $"seed {seed}: speech that was not sent");
        }
    }
}
