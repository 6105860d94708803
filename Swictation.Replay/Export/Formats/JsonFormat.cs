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
        foreach (var said in session.Spoken)
        {
            foreach (var (text, _) in chapters.TakeBefore(said)) chapter = text;
            yield return SpokenJson.Of(said, Timeline.PlaceOf(said, session.Session)) with { Chapter = chapter };
        }
    }
}
