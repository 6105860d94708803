using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>A session's transcript for people: a line for each transcription and each note.</summary>
internal static class TranscriptText
{
    /// <summary>
    /// In the order of speech; where that is unknown, by the time of recording. The distance to UTC is shown where it
    /// changes meanwhile.
    /// </summary>
    public static void Write(
        IReadOnlyList<SpokenSegment> segments,
        IEnumerable<TranscriptNote> notes,
        TimeZoneInfo zone,
        TextWriter output)
    {
        var isMeasured = segments.All(segment => segment.StartS is not null);
        var offsets = segments.Select(segment => zone.GetUtcOffset(segment.Said.At)).Distinct().Take(2).Count();
        var left = new Queue<TranscriptNote>(notes.OrderBy(note => note.StartS));
        foreach (var segment in segments)
        {
            while (left.TryPeek(out var next) && IsBefore(next, segment, isMeasured)) WriteLine(left.Dequeue());
            output.WriteLine($"{HumanText.TimeOfDay(segment.Said.At, zone, offsets > 1)}  {OneLine.Of(segment.Said.Text)}");
        }

        foreach (var last in left) WriteLine(last);

        void WriteLine(TranscriptNote note) =>
            output.WriteLine($"{HumanText.TimeOfDay(note.At, zone, offsets > 1)}  {OneLine.Of(note.Text)}");
    }

    private static bool IsBefore(TranscriptNote note, SpokenSegment segment, bool isMeasured) =>
        isMeasured ? note.StartS < segment.StartS : note.At < segment.Said.At;
}
