using Swictation.Domain.State;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Output;

/// <summary>A session's transcript for people: a line each for what was said, and for what has no text.</summary>
internal static class TranscriptText
{
    /// <summary>
    /// By where in the session it was spoken; where nobody knows that of what was said, by when it was recorded.
    /// </summary>
    public static void Write(
        IReadOnlyList<SpokenSegment> segments,
        IReadOnlyList<SegmentWithoutText> withoutText,
        TimeZoneInfo zone,
        TextWriter output)
    {
        var isMeasured = segments.All(segment => segment.StartS is not null);
        var missing = 0;
        foreach (var segment in segments)
        {
            while (missing < withoutText.Count && IsBefore(withoutText[missing], segment, isMeasured))
                Write(withoutText[missing++], zone, output);
            output.WriteLine($"{HumanText.TimeOfDay(segment.Said.At, zone)}  {OneLine.Of(segment.Said.Text)}");
        }

        foreach (var last in withoutText.Skip(missing)) Write(last, zone, output);
    }

    private static bool IsBefore(SegmentWithoutText missing, SpokenSegment segment, bool isMeasured) =>
        isMeasured ? missing.StartS < segment.StartS : missing.At < segment.Said.At;

    private static void Write(SegmentWithoutText missing, TimeZoneInfo zone, TextWriter output)
    {
        var speech = HumanText.Duration(TimeSpan.FromSeconds(missing.DurationS));
        output.WriteLine(
            $"{HumanText.TimeOfDay(missing.At, zone)}  [no text for {speech} of speech: {OneLine.Of(missing.Reason)}]");
    }
}
