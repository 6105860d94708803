using Swictation.Domain.History;
using Swictation.Domain.Language;
using Swictation.Plumbing.Text;

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
    /// <param name="versions">
    /// The texts of sentences that have several, to be shown beneath them, and positions in front of all; null for neither.
    /// </param>
    /// <param name="remarkOf">A few words to stand behind a sentence, dim on a terminal; null for none.</param>
    public static void Write(
        RecordedSession session,
        IEnumerable<SpokenTranscript> spoken,
        IEnumerable<TranscriptNote> notes,
        TimeZoneInfo zone,
        ScreenStyle style,
        TextWriter output,
        ILookup<long, TextVersion>? versions = null,
        Func<SpokenTranscript, string?>? remarkOf = null)
    {
        var end = session.EndedAt ?? session.StartedAt + session.Duration;
        var withOffset = zone.GetUtcOffset(session.StartedAt) != zone.GetUtcOffset(end);
        var left = new Queue<TranscriptNote>(notes.OrderBy(note => note.StartS));
        foreach (var said in spoken)
        {
            while (left.TryPeek(out var next) && IsBefore(next, said)) WriteNote(left.Dequeue());
            var position = versions is null ? "" : $"seq:{said.Sequence}  ";
            WriteLine(said.SpokenAt, position + said.Text, said.Version == 1 && said.Confidence < LowConfidence, remarkOf?.Invoke(said));
            TextVersion? before = null;
            foreach (var version in versions?[said.Sequence] ?? [])
            {
                WriteLine(null, DescriptionOf(version, before), isDim: true);
                before = version;
            }
        }

        foreach (var last in left) WriteNote(last);

        void WriteNote(TranscriptNote note) => WriteLine(note.At, note.Text, isDim: false);

        void WriteLine(DateTimeOffset? at, string text, bool isDim, string? remark = null)
        {
            var time = at is { } moment ? HumanText.TimeOfDay(moment, zone, withOffset) + "  " : "    ";
            var columns = style.Columns - time.Length ?? int.MaxValue;
            var lines = WrappedText.Lines(OneLine.Of(text), columns).ToList();
            // Where it has no room behind the last line it has one of its own.
            var fits = remark is not null && TextWidth.Of(lines[^1]) + 2 + TextWidth.Of(remark) <= columns;
            foreach (var (index, line) in lines.Index())
            {
                output.Write((index == 0 ? time : new(' ', time.Length)) + (isDim ? style.Dim(line) : line));
                output.WriteLine(fits && index == lines.Count - 1 ? "  " + style.Dim(remark!) : "");
            }

            if (remark is null || fits) return;
            foreach (var line in WrappedText.Lines(remark, columns)) output.WriteLine(new string(' ', time.Length) + style.Dim(line));
        }
    }

    private static string DescriptionOf(TextVersion version, TextVersion? before)
    {
        var by = version.By.Length > 0 ? $" by {version.By}" : "";
        var distance = before is null ? "" : Describe(WordDistance.Between(before.Text, version.Text));
        return $"version {version.Version}, {version.Kind.Name.Replace('_', ' ')}{by}{distance}: {version.Text}";
    }

    private static string Describe(WordDistance distance) =>
        $", {distance.Errors} of {Counted.Of(distance.Words, "word")} {(distance.Errors == 1 ? "differs" : "differ")}";

    private static bool IsBefore(TranscriptNote note, SpokenTranscript said) =>
        said.StartS is { } startS ? note.StartS < startS : note.At < said.SpokenAt;
}
