using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>txt</c>: the text only, one segment a line.</summary>
internal sealed class TextFormat : ITranscriptFormat
{
    public string Name => "txt";

    public void Write(IEnumerable<SpokenSession> sessions, TextWriter output)
    {
        foreach (var said in sessions.SelectMany(session => session.Spoken)) output.WriteLine(OneLine.Of(said.Text));
    }
}
