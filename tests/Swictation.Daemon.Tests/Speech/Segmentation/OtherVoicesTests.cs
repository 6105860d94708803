using System.Collections.Concurrent;
using System.Globalization;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>
/// Measures the segmenter on other speakers and languages: prompts of telephone systems, sentences and single words in
/// turn. The second table of docs/performance.md is what this prints. With some of the speakers the segmenter was
/// tuned; the others were only ever measured.
/// </summary>
[Trait("Category", "Package")]
public sealed class OtherVoicesTests(ITestOutputHelper output)
{
    private const int SentencesOfEach = 20;
    private const int WordsOfEach = 20;

    // What the recordings have of noise themselves is 30 dB below their loudest.
    private const double RangeDb = 25;

    // Longer ones inside a sentence may end a segment.
    private static readonly TimeSpan LongestPauseInside = TimeSpan.FromMilliseconds(280);

    private static readonly ConcurrentDictionary<PromptVoice, JoinedSentences> Joined = [];

    public static TheoryData<string> Conditions =>
        [.. ListeningConditions.Usual.Keys, .. ListeningConditions.Hard.Keys];

    [PromptVoicesTheory]
    [MemberData(nameof(Conditions))]
    public void Speakers_that_it_was_tuned_with_are_heard(string condition) => Measure(condition, isTuned: true);

    [PromptVoicesTheory]
    [MemberData(nameof(Conditions))]
    public void Speakers_that_it_was_never_tuned_with_are_heard_as_well(string condition) =>
        Measure(condition, isTuned: false);

    private void Measure(string condition, bool isTuned)
    {
        var isHard = ListeningConditions.Hard.TryGetValue(condition, out var listen);
        listen ??= ListeningConditions.Usual[condition];
        var voices = PromptVoice.All.Where(voice => voice.IsTuned == isTuned && voice.IsInstalled).ToList();

        var scores = voices.Select(voice => listen(Joined.GetOrAdd(voice, Join)))
            .Select(session => SegmentationScore.Of(SegmenterRun.Of(session.Audio), session))
            .ToList();

        var score = scores.Aggregate((sum, next) => sum.With(next));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {condition} | {voices.Count} | {score.LongFound} of {score.LongPauses} "
            + $"| {score.ShortFound} of {score.ShortPauses} | {score.Splits} | {score.WorstCutMs:F0} "
            + $"| {score.LostMs / voices.Count:F0} | {score.SilenceShare:P0} |"));
        Assert.Equal(40 * voices.Count, scores.Sum(each => each.LongPauses + each.ShortPauses + 1));
        Assert.InRange(score.LongFound, score.LongPauses * (isHard ? 0.85 : 0.97), score.LongPauses);
        Assert.InRange(score.Splits, 0, isHard ? 2 : 0);
        Assert.InRange(score.WorstCutMs, 0, isHard ? 300 : 200);
        Assert.InRange(score.LostMs / voices.Count, 0, isHard ? 1_100 : 200);
        Assert.Equal(0, score.EmptySegments);
        Assert.InRange(score.SilenceShare, 0, 0.6);
    }

    private static JoinedSentences Join(PromptVoice voice)
    {
        return JoinedSentences.Create(
            [.. Take(voice.Sentences, SentencesOfEach), .. Take(voice.Words, WordsOfEach)],
            rounds: 1,
            shortestPauseS: 0.3,
            longestPauseS: 2,
            seed: 5);

        static IEnumerable<short[]> Take(IReadOnlyList<string> paths, int count) => PromptVoice
            .Read([.. paths.Take(3 * count)])
            .Where(recording => SpeechBounds.LongestPause(recording, RangeDb) < LongestPauseInside)
            .Select(recording => SpeechBounds.Trim(recording, RangeDb))
            .Take(count);
    }
}
