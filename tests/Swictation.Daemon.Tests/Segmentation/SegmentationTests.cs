using System.Globalization;
using Swictation.Domain.Audio;
using Xunit.Abstractions;

namespace Swictation.Daemon.Tests.Segmentation;

/// <summary>
/// Measures the segmenter on recorded sentences with pauses of 0.3 to 2 s, in what microphones hear beside speech. The
/// table of docs/performance.md is what this prints.
/// </summary>
public sealed class SegmentationTests(ITestOutputHelper output)
{
    private const int Second = AudioFormat.SamplesPerSecond;

    private static readonly JoinedSentences Clean = JoinedSentences.Create(
        rounds: 8, shortestPauseS: 0.3, longestPauseS: 2, seed: 5);

    private static readonly double Length = Clean.LengthS;

    // The noise of a quiet room, 60 dB below full scale, under what has none of its own.
    private static readonly short[] Room = Sounds.Noise(Length, rms: 33);

    public static TheoryData<string> Conditions => [.. Sessions.Keys];

    private static Dictionary<string, Func<JoinedSentences>> Sessions { get; } = new()
    {
        ["digital silence"] = () => Clean,
        ["quiet room"] = () => Clean.With(Room),
        ["white noise, 20 dB"] = () => Clean.With(Sounds.Noise(Length, Clean.Below(20))),
        ["white noise, 10 dB"] = () => Clean.With(Sounds.Noise(Length, Clean.Below(10))),
        ["hum of 50 Hz, 10 dB"] = () => Clean.With(Sounds.Hum(Length, Clean.Below(10))).With(Room),
        ["typing all the time"] = () => Clean.With(Sounds.Keys(Length, rms: 2_500)).With(Room),
        ["quiet speaker, -30 dB"] = () => Clean.Amplified(_ => -30).With(Sounds.Noise(Length, rms: 16)),
        ["loud and quiet by turns, 15 dB"] = () => Clean.Amplified(i => i / 5 % 2 == 0 ? 0 : -15).With(Room),
        ["fan from the middle on, 12 dB"] = () => Clean.With(Room)
            .With(Sounds.Noise(Length / 2, Clean.Below(12)), Length / 2),
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Sentences_come_whole_and_pauses_end_them(string condition)
    {
        var session = Sessions[condition]();

        var segments = SegmenterRun.Of(session.Audio);

        var score = SegmentationScore.Of(segments, session);
        Report(condition, score);
        Assert.Equal(score.LongPauses, score.LongFound);
        Assert.Equal(0, score.Splits);
        Assert.InRange(score.WorstCutMs, 0, 20);
        Assert.InRange(score.LostMs, 0, 100);
        Assert.Equal(0, score.EmptySegments);
        Assert.InRange(score.SilenceShare, 0, 0.6);
        Assert.All(segments, segment => Assert.InRange(segment.Samples.Length, 0, 16 * Second));
    }

    [Fact]
    public void In_noise_of_5_dB_sentences_may_lose_a_syllable_but_stay_whole()
    {
        var session = Clean.With(Sounds.Noise(Length, Clean.Below(5)));

        var score = SegmentationScore.Of(SegmenterRun.Of(session.Audio), session);

        Report("white noise, 5 dB", score);
        Assert.Equal(score.LongPauses, score.LongFound);
        Assert.InRange(score.Splits, 0, 2);
        Assert.InRange(score.WorstCutMs, 0, 150);
        Assert.InRange(score.LostMs, 0, 0.01 * 1000 * Length);
    }

    [Fact]
    public void Typing_and_hum_without_speech_give_nothing()
    {
        var audio = Sounds.Mix(Sounds.Mix(Sounds.Keys(120, rms: 2_500), Sounds.Hum(120, rms: 300)), Sounds.Noise(120, 33));

        Assert.Empty(SegmenterRun.Of(audio));
    }

    [Fact]
    public void Noise_that_begins_and_stays_is_sent_for_two_seconds_at_most()
    {
        var audio = Sounds.Mix(Sounds.Noise(120, rms: 33), Sounds.Join([Sounds.Silence(60), Sounds.Noise(60, rms: 600)]));

        var segment = Assert.Single(SegmenterRun.Of(audio));

        Assert.InRange(segment.SpokenSamples, 0, 2.2 * Second);
    }

    private void Report(string condition, SegmentationScore score) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {condition} | {score.LongFound} of {score.LongPauses} | {score.ShortFound} of {score.ShortPauses} "
        + $"| {score.Splits} | {score.WorstCutMs:F0} | {score.LostMs:F0} | {score.SilenceShare:P0} |"));
}
