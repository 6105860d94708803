using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Segmentation;
using Swictation.Daemon.Speech.Voice;
using Swictation.Daemon.Tests.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Voice;

/// <summary>
/// Measures how many pauses end a segment in time, where sound goes on in them. The table of docs/performance.md is what this
/// prints.
/// </summary>
[Trait("Category", "Package")]
public sealed class VoicePausesTests(ITestOutputHelper output)
{
    private const int Frame = 320;
    private const int Pauses = 32;
    private const int Must = 28;

    // A segment is there before the next sentence, or at its first sounds.
    private const int Late = AudioFormat.SamplesPerSecond / 10;

    private static readonly int[] Seeds = [1, 2, 3];

    private static readonly Lazy<JoinedSentences> Clean = new(() => JoinedSentences.Create(
        [.. LibriVox.Sentences.Select(sentence => SpeechBounds.Trim(sentence.ReadSamples(), rangeDb: 30))],
        rounds: 8,
        shortestPauseS: 0.3,
        longestPauseS: 2,
        seed: 5));

    [SpeechModelTheory]
    [InlineData("music", 20)]
    [InlineData("music", 10)]
    [InlineData("music", 5)]
    [InlineData("babble", 20)]
    public void Pauses_are_found_under_music_and_under_babble(string surroundings, int decibels)
    {
        var sessions = Seeds.Select(seed => In(surroundings, decibels, seed)).ToList();
        var check = new VoiceCheck(VoiceModelFile.Read(SpeechModel.Path!));

        var with = sessions.Select(session => (session, Segments: Run(session, Watch()))).ToList();
        var found = with.Select(run => FoundInTime(run.Segments, run.session)).Order().ToList();
        var foundBefore = sessions.Select(session => FoundInTime(Run(session, null), session)).Order().ToList();
        var scores = with.Select(run => SegmentationScore.Of(Of(run.Segments), run.session)).ToList();
        var withheld = with.Sum(run => run.session.Sentences.Count(sentence => !Of(run.Segments)
            .Any(segment => IsIn(segment, sentence) && check.Score(segment.Samples.Span) >= VoiceCheck.LeastScore)));

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {surroundings}, {decibels} dB | {foundBefore[1]} of {Pauses} | {found[1]} of {Pauses} "
            + $"| {scores.Sum(score => score.Splits)} | {scores.Max(score => score.WorstCutMs):F0} "
            + $"| {scores.Sum(score => score.LostMs):F0} | {withheld} |"));
        Assert.InRange(found[1], Must, Pauses);
        Assert.True(found[1] > foundBefore[1]);
        Assert.InRange(scores.Max(score => score.WorstCutMs), 0, 20);
        Assert.Equal(0, withheld);
    }

    [SpeechModelTheory]
    [InlineData("quiet room")]
    [InlineData("white noise, 10 dB")]
    [InlineData("quiet speaker, -30 dB")]
    public void Single_words_of_other_voices_are_lost_no_more_than_without_a_model(string condition)
    {
        var listen = ListeningConditions.Usual[condition];
        var (words, lost, lostBefore) = (0, 0, 0);
        foreach (var voice in PromptVoice.All.Where(voice => voice.IsInstalled))
        {
            var session = listen(Words(voice));
            words += session.Sentences.Count;
            lost += Lost(Run(session, Watch()), session);
            lostBefore += Lost(Run(session, null), session);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{condition}: of {words} words {lost} are lost, without a model {lostBefore}"));
        Assert.InRange(words, 150, 1_000);
        Assert.Equal(lostBefore, lost);
    }

    private static int Lost(List<(long At, SpeechSegment Segment)> segments, JoinedSentences session) =>
        session.Sentences.Count(word => !Of(segments).Any(segment => IsIn(segment, word)));

    private static JoinedSentences Words(PromptVoice voice) => JoinedSentences.Create(
        [.. PromptVoice.Read([.. voice.Words.Take(40)]).Select(word => SpeechBounds.Trim(word, rangeDb: 25))],
        rounds: 1,
        shortestPauseS: 0.8,
        longestPauseS: 2,
        seed: 5);

    private static VoiceWatch Watch() => new(new(SpeechModel.Path!), TimeProvider.System, NullLogger.Instance);

    private static JoinedSentences In(string surroundings, int decibels, int seed)
    {
        var (clean, rms) = (Clean.Value, Clean.Value.Below(decibels));
        return clean.With(surroundings == "music"
            ? Surroundings.Music(clean.LengthS, rms, seed)
            : Surroundings.Babble(clean.LengthS, rms, seed));
    }

    private static List<(long At, SpeechSegment Segment)> Run(JoinedSentences session, IVoiceWatch? watch)
    {
        var segmenter = new EnergySegmenter(new SegmenterOptions(), watch);
        var segments = new List<(long At, SpeechSegment Segment)>();
        for (var at = 0; at < session.Audio.Length; at += Frame)
        {
            var samples = session.Audio.AsMemory(at, Math.Min(Frame, session.Audio.Length - at));
            if (segmenter.Push(new AudioFrame(samples, at, at + samples.Length)) is { } segment)
                segments.Add((at + samples.Length, segment));
        }

        while (segmenter.Flush() is { } last) segments.Add((session.Audio.Length, last));
        return segments;
    }

    private static List<SpeechSegment> Of(List<(long At, SpeechSegment Segment)> segments) =>
        [.. segments.Select(each => each.Segment)];

    private static bool IsIn(SpeechSegment segment, (int Start, int End) sentence) =>
        segment.Position < sentence.End && segment.Position + segment.SpokenSamples > sentence.Start;

    private static int FoundInTime(List<(long At, SpeechSegment Segment)> segments, JoinedSentences session) =>
        session.Sentences.Zip(session.Sentences.Skip(1))
            .Where(pair => pair.Second.Start - pair.First.End >= SegmentationScore.LongPause)
            .Count(pair => segments.Any(each => each.At > pair.First.End && each.At <= pair.Second.Start + Late));
}
