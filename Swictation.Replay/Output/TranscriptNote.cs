using Swictation.Domain.History;
using Swictation.Domain.State;

namespace Swictation.Replay.Output;

/// <summary>The notes in a transcript for people where text is missing.</summary>
/// <param name="StartS">Where in the session's audio.</param>
/// <param name="At">The time that it stands with.</param>
internal sealed record TranscriptNote(double StartS, DateTimeOffset At, string Text)
{
    public static TranscriptNote Of(SegmentWithoutText missing) =>
        new(missing.StartS, missing.At, $"[no text for {Length(missing.DurationS)} of speech: {missing.Reason}]");

    public static TranscriptNote Of(Gap gap) => new(gap.StartS, gap.At, $"[{Describe(gap)}]");

    public static TranscriptNote Of(SessionMark mark) =>
        new(mark.StartS, mark.At, mark.Text is { } text ? $"[mark: {text}]" : "[mark]");

    // A gap that is over needs no remedy.
    private static string Describe(Gap gap) => gap switch
    {
        { Kind: GapKind.Dropped, DurationS: { } durationS } =>
            $"{Length(durationS)} of speech are not transcribed: {gap.Reason.Cause}",
        { Kind: GapKind.Withheld, DurationS: > 0 and var durationS } =>
            $"{Length(durationS)} of sound are no text: {gap.Reason.Cause}",
        { Kind: GapKind.Withheld } => $"no text: {gap.Reason.Cause}",
        { Kind: GapKind.Silent, DurationS: { } durationS } => $"nothing but silence for {Length(durationS)}",
        { Kind: GapKind.Clipping or GapKind.Quiet, DurationS: { } durationS } => $"{gap.Reason.Cause} for {Length(durationS)}",
        { DurationS: { } durationS } => $"nothing was heard for {Length(durationS)}: {gap.Reason.Cause}",
        { Kind: GapKind.Silent or GapKind.Clipping or GapKind.Quiet } => $"since then: {gap.Reason}",
        _ => $"nothing is heard since then: {gap.Reason}",
    };

    private static string Length(double seconds) => HumanText.Duration(TimeSpan.FromSeconds(seconds));
}
