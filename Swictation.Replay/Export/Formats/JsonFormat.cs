using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>json</c>: an array with an object for each segment; <c>jsonl</c>: the objects, one a line.</summary>
internal sealed class JsonFormat(bool isLines) : ITranscriptFormat
{
    public string Name => isLines ? "jsonl" : "json";

    public bool IsComplete => true;

    public void Write(IEnumerable<SpokenSession> sessions, TextWriter output)
    {
        var rows = sessions.SelectMany(RowsOf);
        if (isLines)
        {
            foreach (var row in rows) output.WriteLine(ReplayJson.Line(row));
        }
        else
        {
            ReplayJson.WriteArray(rows.Select(ReplayJson.Line), output);
            output.WriteLine();
        }
    }

    // Each with the chapter that it is in.
    private static IEnumerable<SpokenJson> RowsOf(SpokenSession session)
    {
        var chapters = new Chapters(session);
        string? chapter = null;
        var added = session.ReadAdded();
        var texts = added.OfType<TextRevised>().ToLookup(text => text.Of);
        // Those of the session go with its first sentence.
        var ofSession = added.Where(addition => addition is not TextRevised);
        foreach (var said in session.Spoken)
        {
            foreach (var (text, _) in chapters.TakeBefore(said)) chapter = text;
            JsonElement[] here = [.. texts[said.Sequence].Concat(ofSession).Select(ToJson)];
            ofSession = [];
            yield return SpokenJson.Of(said, Timeline.PlaceOf(said, session.Session)) with
            {
                Chapter = chapter,
                Original = texts.Contains(said.Sequence) ? session.FindFirstText(said.Sequence) : null,
                Added = here.Length > 0 ? here : null,
            };
        }
    }

    private static JsonElement ToJson(Afterthought added) => JsonElement.Parse(WireWriter.ToAppend(added).Body.Span);
}
