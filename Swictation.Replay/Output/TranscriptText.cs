using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>A session's transcript for people: a line for each transcription, with the start of its speech, and each note.</summary>
internal static class TranscriptText
{
    // Below it half of the words are other ones than were said, with the recognisers that say how sure they are.
    private const double LowConfidence = 0.5;

    /// <summary>
    /// In the order of speech; a note stands where in the sound it belongs, or where that is not measured by its time. The
    /// distance to UTC is shown where it changes meanwhile. On a terminal long lines are wrapped, and text that the recogniser
    /// was not sure of is dim.
    /// </summary>
    /// <param name="spoken">Read while it is written.</param>
    public static void Write(
        RecordedSession session,
        IEnumerable<SpokenTranscript> spoken,
        IEnumerable<TranscriptNote> notes,
        TimeZoneInfo zone,
        ScreenStyle style,
        TextWriter output)
    {
        var end = session.EndedAt ?? session.StartedAt + session.Duration;
        var withOffset = zone.GetUtcOffset(session.StartedAt) != zone.GetUtcOffset(end);
        var left = new Queue<TranscriptNote>(notes.OrderBy(note => note.StartS));
        foreach (var said in spoken)
        {
            while (left.TryPeek(out var next) && IsBefore(next, said)) WriteNote(left.Dequeue());
            WriteLine(said.SpokenAt, said.Text, said.Confidence < LowConfidence);
        }

        foreach (var last in left) WriteNote(last);

        void WriteNote(TranscriptNote note) => WriteLine(note.At, note.Text, isDim: false);

        void WriteLine(DateTimeOffset at, string text, bool isDim)
        {
            var time = HumanText.TimeOfDay(at, zone, withOffset) + "  ";
            var lines = style.Columns is { } columns
                ? WrappedText.Lines(OneLine.Of(text), columns - time.Length)
                : [OneLine.Of(text)];
            foreach (var (index, line) in lines.Index())
                output.WriteLine((index == 0 ? time : new(' ', time.Length)) + (isDim ? style.Dim(line) : line));
        }
    }

    private static bool IsBefore(TranscriptNote note, SpokenTranscript said) =>
        said.StartS is { } startS ? note.StartS < startS : note.At < said.SpokenAt;
}
