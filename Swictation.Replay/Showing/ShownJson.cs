using Swictation.Domain.History;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Showing;

/// <summary>A session as <c>show --json</c> and <c>show --jsonl</c> print it, written while it is read; names do not change.</summary>
internal static class ShownJson
{
    /// <summary>One object.</summary>
    public static void Write(ShownSession shown, TextWriter output)
    {
        output.Write($"{{\"session\":{ReplayJson.Line(SessionJson.Of(shown.Session))}");
        foreach (var (name, _, rows) in ListsOf(shown))
        {
            output.Write($",\n\"{name}\":");
            ReplayJson.WriteArray(rows, output);
        }

        foreach (var (name, value) in FactsOf(shown)) output.Write($",\n\"{name}\":{value}");
        output.WriteLine('}');
    }

    /// <summary>An object a line, each with one field, which says what it is: the session first.</summary>
    public static void WriteLines(ShownSession shown, TextWriter output)
    {
        output.WriteLine($"{{\"session\":{ReplayJson.Line(SessionJson.Of(shown.Session))}}}");
        foreach (var (_, name, rows) in ListsOf(shown))
        {
            foreach (var row in rows) output.WriteLine($"{{\"{name}\":{row}}}");
        }

        foreach (var (name, value) in FactsOf(shown)) output.WriteLine($"{{\"{name}\":{value}}}");
    }

    private static IEnumerable<(string Name, string Single, IEnumerable<string> Rows)> ListsOf(ShownSession shown) =>
    [
        ("transcripts", "transcript", shown.Spoken.Select(
            said => ReplayJson.Line(SpokenJson.Of(said, Timeline.PlaceOf(said, shown.Session)) with
            {
                Delivery = DeliveryJson.Of(shown.Delivered?.Find(said)),
            }))),
        ("without_text", "without_text", shown.WithoutText.Select(missing => ReplayJson.Line(WithoutTextJson.Of(missing)))),
        ("gaps", "gap", shown.Gaps.Select(gap => ReplayJson.Line(GapJson.Of(gap)))),
        ("recognisers", "recogniser", shown.Recognisers.Select(changed => ReplayJson.Line(RecogniserChangeJson.Of(changed)))),
        .. AdditionsOf(shown),
    ];

    // Only where there are any.
    private static IEnumerable<(string Name, string Single, IEnumerable<string> Rows)> AdditionsOf(ShownSession shown)
    {
        var (_, _, notes, marks) = shown.Additions;
        if (notes.Count > 0) yield return ("notes", "note", notes.Select(note => ReplayJson.Line(NoteJson.Of(note))));
        if (marks.Count > 0) yield return ("marks", "mark", shown.Additions.InOrder.Select(mark => ReplayJson.Line(MarkJson.Of(mark))));
        if (shown.Versions is { } versions)
        {
            yield return ("versions", "version", versions.Select(
                version => ReplayJson.Line(VersionJson.Of(version.Sentence, version.Version))));
        }
    }

    private static IEnumerable<(string Name, string Value)> FactsOf(ShownSession shown)
    {
        if (shown.Waiting is { } waiting) yield return ("waiting_audio_s", ReplayJson.Line(waiting.TotalSeconds));
        if (shown.Delivered?.Remedy is { } again) yield return ("again", ReplayJson.Line(again));
        if (shown.Retry is { } retry) yield return ("retry", ReplayJson.Line(retry));
    }
}
