using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export;

/// <summary><c>txt</c>: the text only, one segment a line.</summary>
internal sealed class TextFormat : ITranscriptFormat
{
    public string Name => "txt";

    public void Write(RecordedSession session, IEnumerable<SessionEvent> events, TextWriter output)
    {
        foreach (var segment in SpokenOrder.Of(events)) output.WriteLine(OneLine.Of(segment.Said.Text));
    }
}
