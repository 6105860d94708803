using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

public sealed class EnergySegmenterSplitTests
{
    private const int Second = AudioFormat.SamplesPerSecond;

    // Voice with one short dip in every five seconds, at 3, 8, 13, ... and no pause that ends a segment.
    private static readonly short[] Audio = Sounds.Join(
        Enumerable.Repeat(Sounds.Join([Sounds.Voice(3), Sounds.Voice(0.2, amplitude: 1200), Sounds.Voice(1.8)]), 9));

    [Fact]
    public void Speech_without_a_pause_is_split_at_the_quietest_point_of_the_last_seconds()
    {
        var segments = SegmenterRun.Of(Audio);

        var ends = segments.Select(s => s.EndedAt / (double)Second).ToList();
        Assert.Equal(8, segments.Count);
        for (var cut = 0; cut < 7; cut++) Assert.InRange(ends[cut], (5 * cut) + 7.8, (5 * cut) + 8.2);
        Assert.InRange(ends[7], 44.8, 45.0);
    }

    [Fact]
    public void Split_loses_nothing_and_gives_nothing_twice()
    {
        var segments = SegmenterRun.Of(Audio);

        Assert.Equal(Audio, segments.SelectMany(s => s.Samples.ToArray()));
        Assert.InRange(segments.Sum(s => s.SpokenSamples), Audio.Length - (8 * Second / 5), Audio.Length);
        Assert.All(segments, s => Assert.InRange(s.Samples.Length, 1, 8.6 * Second));
    }

    [Fact]
    public void Remainder_knows_its_position_in_the_source()
    {
        var segments = SegmenterRun.Of(Audio);

        var startOfSecond = segments[0].Samples.Length;
        Assert.InRange(segments[1].Position, startOfSecond, startOfSecond + (Second / 5));
    }

    [Fact]
    public void Last_word_behind_a_split_is_kept_however_short()
    {
        var options = new SegmenterOptions
        {
            MaximumLength = TimeSpan.FromSeconds(2),
            SplitSearch = TimeSpan.FromSeconds(1),
        };
        var audio = Sounds.Join([Sounds.Voice(1.9), Sounds.Silence(0.06), Sounds.Voice(0.06), Sounds.Silence(1)]);

        var segments = SegmenterRun.Of(audio, options: options);

        Assert.Equal(2, segments.Count);
        Assert.InRange(segments[1].SpokenSamples, Second / 50, Second / 5);
        var joined = segments.SelectMany(s => s.Samples.ToArray()).ToArray();
        Assert.Equal(audio[..joined.Length], joined);
    }

    [Fact]
    public void Half_an_hour_of_speech_without_a_pause_stay_bounded()
    {
        var segmenter = new EnergySegmenter(new SegmenterOptions());

        var lengths = new List<int>();
        for (var position = 0L; position < 40L * Audio.Length; position += 320)
        {
            var frame = new AudioFrame(Audio.AsMemory((int)(position % Audio.Length), 320), position, position);
            if (segmenter.Push(frame) is { } segment) lengths.Add(segment.Samples.Length);
        }

        Assert.All(lengths, length => Assert.InRange(length, Second, 8.6 * Second));
        Assert.InRange(lengths.Sum(), (40 * Audio.Length) - (9 * Second), 40 * Audio.Length);
    }
}
