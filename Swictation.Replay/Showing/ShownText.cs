using Swictation.Domain.History;
using Swictation.Plumbing.Text;
using Swictation.Replay.Output;

namespace Swictation.Replay.Showing;

/// <summary>A session for people: its figures, and its transcript.</summary>
internal static class ShownText
{
    public static void Write(ShownSession shown, TimeZoneInfo zone, ScreenStyle style, TextWriter output)
    {
        var session = shown.Session;
        foreach (var (name, text) in FactsOf(shown, zone))
        {
            var lines = WrappedText.Lines(text, style.Columns - NameColumns ?? int.MaxValue);
            foreach (var (index, line) in lines.Index())
                output.WriteLine($"{(index == 0 ? name : ""),-NameColumns}{line}");
        }

        output.WriteLine();
        TranscriptText.Write(
            session,
            shown.Spoken,
            [
                .. shown.WithoutText.Select(TranscriptNote.Of),
                .. shown.Gaps.Select(TranscriptNote.Of),
                .. shown.Additions.Marks.Select(TranscriptNote.Of),
            ],
            zone,
            style,
            output,
            shown.Versions?.ToLookup(version => version.Sentence, version => version.Version),
            said => shown.Delivered?.Find(said) is { } delivery ? DeliveryText.Of(delivery) : null);
    }

    private const int NameColumns = 10;

    private static IEnumerable<(string Name, string Text)> FactsOf(ShownSession shown, TimeZoneInfo zone)
    {
        var session = shown.Session;
        yield return ("Session", $"{session.Id}{(session.IsImported ? " (imported)" : "")}");
        if (session.Title is { } title) yield return ("Title", OneLine.Of(title));
        if (session.Tags.Count > 0) yield return ("Tags", OneLine.Of(string.Join(", ", session.Tags)));
        yield return ("Started", HumanText.DateAndTime(session.StartedAt, zone));
        yield return ("Ended", EndOf(session, zone));
        yield return ("Duration", HumanText.Duration(session.Duration));

        var rate = HumanText.Rate(session) is { } known ? $", {known} words a minute" : "";
        yield return (
            "Dictated", $"{Counted.Of(session.Words, "word")} in {Counted.Of(session.Segments, "segment")}{rate}");
        if (shown.Delivered?.Summary is { } delivered) yield return ("Typed", delivered);
        foreach (var (index, used) in shown.Recognisers.Select(changed => changed.What).Distinct().Index())
            yield return (index == 0 ? "By" : "then by", RecogniserText.Of(used));
        foreach (var (index, note) in shown.Additions.Notes.Index())
            yield return (index == 0 ? "Notes" : "", OneLine.Of(note.Text));
        if (shown.WithoutText.Count > 0)
        {
            var remedy = shown.Retry is null ? "" : $"; to transcribe them, while a daemon runs: {shown.Retry}";
            yield return ("No text", $"{Counted.Of(shown.WithoutText.Count, "segment")}{remedy}");
        }

        if (shown.Waiting is { } audio)
        {
            yield return (
                "Waiting",
                $"up to {HumanText.Duration(audio)} of audio; to transcribe it, start swictation-daemon with an audio source");
        }
    }

    private static string EndOf(RecordedSession session, TimeZoneInfo zone)
    {
        var end = session.EndedAt is { } endedAt ? HumanText.DateAndTime(endedAt, zone)
            : session.IsPaused ? "still open, paused"
            : session.IsInterrupted ? "interrupted: no daemon runs; the next one goes on with it or ends it"
            : "still open";
        return session.EndReason is { } reason ? $"{end} ({OneLine.Of(reason.Name)})" : end;
    }
}
