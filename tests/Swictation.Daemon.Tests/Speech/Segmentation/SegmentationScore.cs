using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>How well segments fit to sentences whose places are known.</summary>
/// <param name="LongPauses">Pauses of at least <see cref="LongPause"/> between two sentences.</param>
/// <param name="LongFound">Those that lie between two segments.</param>
/// <param name="ShortPauses">All others between two sentences.</param>
/// <param name="ShortFound">Those of them that lie between two segments.</param>
/// <param name="Splits">Times that a sentence was cut into two segments.</param>
/// <param name="WorstCutMs">The most that is missing at the beginning or the end of a sentence.</param>
/// <param name="LostMs">What is missing of all sentences together.</param>
/// <param name="EmptySegments">Segments without any speech.</param>
/// <param name="SilenceShare">Part of the silence that was sent.</param>
internal sealed record SegmentationScore(
    int LongPauses,
    int LongFound,
    int ShortPauses,
    int ShortFound,
    int Splits,
    double WorstCutMs,
    double LostMs,
    int EmptySegments,
    double SilenceShare)
{
    /// <summary>A pause that everybody would call one. Shorter ones are inside sentences too.</summary>
    public const int LongPause = 550 * AudioFormat.SamplesPerSecond / 1000;

    // What a segment has of a sentence counts when it is more than the frames at its edges.
    private const int LeastShared = 60 * AudioFormat.SamplesPerSecond / 1000;

    public static SegmentationScore Of(IReadOnlyList<SpeechSegment> segments, JoinedSentences truth)
    {
        var sentences = truth.Sentences;
        var sent = SentRanges(segments);
        var spoken = segments.Select(s => (Start: s.Position, End: s.Position + s.SpokenSamples)).ToList();
        var owners = spoken.Select(s => Enumerable.Range(0, sentences.Count)
            .Where(i => Shared(s, sentences[i]) >= LeastShared).ToList()).ToList();

        var pauses = Enumerable.Range(0, sentences.Count - 1)
            .Select(i => (
                IsLong: sentences[i + 1].Start - sentences[i].End >= LongPause,
                IsFound: !owners.Any(owned => owned.Contains(i) && owned.Contains(i + 1))))
            .ToList();
        var splits = Enumerable.Range(0, sentences.Count)
            .Sum(i => Math.Max(0, owners.Count(owned => owned.Contains(i)) - 1));
        var cuts = sentences.Select(s => Cut(s, sent)).ToList();
        var lost = sentences.Sum(s => s.End - s.Start - sent.Sum(range => Shared(range, s)));
        var silence = truth.Audio.Length - sentences.Sum(s => (long)s.End - s.Start);
        var silenceSent = sent.Sum(range => range.End - range.Start - sentences.Sum(s => Shared(range, s)));
        return new(
            pauses.Count(pause => pause.IsLong),
            pauses.Count(pause => pause is { IsLong: true, IsFound: true }),
            pauses.Count(pause => !pause.IsLong),
            pauses.Count(pause => pause is { IsLong: false, IsFound: true }),
            splits,
            Math.Max(0, Milliseconds(cuts.Max())),
            Milliseconds(lost),
            owners.Count(owned => owned.Count == 0),
            (double)silenceSent / silence);
    }

    /// <summary>Both together; of what is a worst or a share, the greater.</summary>
    public SegmentationScore With(SegmentationScore other) => new(
        LongPauses + other.LongPauses,
        LongFound + other.LongFound,
        ShortPauses + other.ShortPauses,
        ShortFound + other.ShortFound,
        Splits + other.Splits,
        Math.Max(WorstCutMs, other.WorstCutMs),
        LostMs + other.LostMs,
        EmptySegments + other.EmptySegments,
        Math.Max(SilenceShare, other.SilenceShare));

    /// <summary>What is sent begins before the speech by the padding, but never in what was sent before.</summary>
    private static List<(long Start, long End)> SentRanges(IReadOnlyList<SpeechSegment> segments)
    {
        var padding = AudioFormat.Samples(new SegmenterOptions().Padding);
        var ranges = new List<(long Start, long End)>();
        foreach (var segment in segments)
        {
            var start = Math.Max(segment.Position - padding, ranges.Count > 0 ? ranges[^1].End : 0);
            ranges.Add((start, start + segment.Samples.Length));
        }

        return ranges;
    }

    private static long Shared((long Start, long End) range, (int Start, int End) sentence) =>
        Math.Max(0, Math.Min(range.End, sentence.End) - Math.Max(range.Start, sentence.Start));

    private static long Cut((int Start, int End) sentence, List<(long Start, long End)> sent)
    {
        var heard = sent.Where(range => Shared(range, sentence) > 0).ToList();
        return heard.Count == 0
            ? sentence.End - sentence.Start
            : Math.Max(heard.Min(r => r.Start) - sentence.Start, sentence.End - heard.Max(r => r.End));
    }

    private static double Milliseconds(long samples) => 1000.0 * samples / AudioFormat.SamplesPerSecond;
}
