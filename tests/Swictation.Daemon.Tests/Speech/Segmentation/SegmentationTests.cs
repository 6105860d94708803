using System.Globalization;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>
/// Measures the segmenter on recorded sentences with pauses of 0.3 to 2 s, in what microphones hear beside speech. The
/// table of docs/performance.md is what this prints.
/// </summary>
[Trait("Category", "Package")]
public sealed class SegmentationTests(ITestOutputHelper output)
{
    private const int Second = AudioFormat.SamplesPerSecond;

    private static readonly JoinedSentences Clean = JoinedSentences.Create(
        [.. LibriVox.Sentences.Select(sentence => SpeechBounds.Trim(sentence.ReadSamples(), rangeDb: 30))],
        rounds: 8,
        shortestPauseS: 0.3,
        longestPauseS: 2,
        seed: 5);

    public static TheoryData<string> UsualConditions => [.. ListeningConditions.Usual.Keys];

    public static TheoryData<string> HardConditions => [.. ListeningConditions.Hard.Keys];

    [Theory]
    [MemberData(nameof(UsualConditions))]
    public void Sentences_come_whole_and_pauses_end_them(string condition)
    {
        var session = ListeningConditions.Usual[condition](Clean);

        var segments = SegmenterRun.Of(session.Audio);

        var score = SegmentationScore.Of(segments, session);
        Report(condition, score);
        Assert.Equal(score.LongPauses, score.LongFound);
        Assert.Equal(0, score.Splits);
        Assert.InRange(score.WorstCutMs, 0, 20);
        Assert.InRange(score.LostMs, 0, 100);
        Assert.Equal(0, score.EmptySegments);
        Assert.InRange(score.SilenceShare, 0, 0.6);
        Assert.All(segments, segment => Assert.InRange(segment.Samples.Length, 0, 8.7 * Second));
    }

    [Theory]
    [MemberData(nameof(HardConditions))]
    public void Where_it_is_hard_a_syllable_or_a_pause_may_be_missed_but_sentences_stay_whole(string condition)
    {
        var session = ListeningConditions.Hard[condition](Clean);

        var score = SegmentationScore.Of(SegmenterRun.Of(session.Audio), session);

        Report(condition, score);
        Assert.InRange(score.LongFound, score.LongPauses - 1, score.LongPauses);
        Assert.InRange(score.Splits, 0, 2);
        Assert.InRange(score.WorstCutMs, 0, 150);
        Assert.InRange(score.LostMs, 0, 0.01 * 1000 * Clean.LengthS);
    }

    [Fact]
    public void Typing_and_hum_without_speech_give_nothing()
    {
        var typing = Sounds.Mix(Sounds.Keys(120, rms: 2_500), Sounds.Hum(120, rms: 300));
        var audio = Sounds.Mix(typing, Sounds.Noise(120, rms: 33));

        Assert.Empty(SegmenterRun.Of(audio));
    }

    [Fact]
    public void Noise_that_begins_and_stays_is_sent_for_two_seconds_at_most()
    {
        var fan = Sounds.Join([Sounds.Silence(60), Sounds.Noise(60, rms: 600)]);
        var audio = Sounds.Mix(Sounds.Noise(120, rms: 33), fan);

        var segment = Assert.Single(SegmenterRun.Of(audio));

        Assert.InRange(segment.SpokenSamples, 0, 2.2 * Second);
    }

    private void Report(string condition, SegmentationScore score) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {condition} | {score.LongFound} of {score.LongPauses} | {score.ShortFound} of {score.ShortPauses} "
        + $"| {score.Splits} | {score.WorstCutMs:F0} | {score.LostMs:F0} | {score.SilenceShare:P0} |"));
}
