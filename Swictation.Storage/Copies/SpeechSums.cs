using Swictation.Domain.State;

namespace Swictation.Storage.Copies;

/// <summary>Figures of segments that add up.</summary>
internal readonly record struct SpeechSums(long Segments, long Words, long Characters, long SpokenUs, long LatencyUs)
{
    public static SpeechSums operator +(SpeechSums one, SpeechSums other) => new(
        one.Segments + other.Segments,
        one.Words + other.Words,
        one.Characters + other.Characters,
        one.SpokenUs + other.SpokenUs,
        one.LatencyUs + other.LatencyUs);

    public double SpokenS => SpokenUs / 1e6;

    public double WordsPerMinute => SpeakingRate.WordsPerMinute((int)Words, SpokenS);

    public double MeanLatencyMs => Segments > 0 ? LatencyUs / 1e3 / Segments : 0;

    /// <summary>What is left without some of them; never less than nothing.</summary>
    public SpeechSums Without(SpeechSums other) => new(
        Math.Max(0, Segments - other.Segments),
        Math.Max(0, Words - other.Words),
        Math.Max(0, Characters - other.Characters),
        Math.Max(0, SpokenUs - other.SpokenUs),
        Math.Max(0, LatencyUs - other.LatencyUs));
}
