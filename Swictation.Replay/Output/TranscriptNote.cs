using Swictation.Domain.State;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Output;

/// <summary>What stands in a transcript for people in place of what was said.</summary>
/// <param name="StartS">Where in the session's audio.</param>
/// <param name="At">The time that it stands with.</param>
internal sealed record TranscriptNote(double StartS, DateTimeOffset At, string Text)
{
    public static TranscriptNote Of(SegmentWithoutText missing) =>
        new(missing.StartS, missing.At, $"[no text for {Length(missing.DurationS)} of speech: {missing.Reason}]");

    public static TranscriptNote Of(Gap gap) => new(gap.StartS, gap.At, $"[{Describe(gap)}: {gap.Reason}]");

    private static string Describe(Gap gap) => gap switch
    {
        { Kind: Gap.Dropped, DurationS: { } durationS } => $"{Length(durationS)} of speech are not transcribed",
        { Kind: Gap.Silent, DurationS: { } durationS } => $"nothing but silence for {Length(durationS)}",
        { Kind: Gap.Silent } => "nothing but silence since then",
        { DurationS: { } durationS } => $"nothing was heard for {Length(durationS)}",
        _ => "nothing is heard since then",
    };

    private static string Length(double seconds) => HumanText.Duration(TimeSpan.FromSeconds(seconds));
}
