using Swictation.Domain.Events;
using Swictation.Replay.Output;

namespace Swictation.Replay.Recognising;

/// <summary>What was recognised again, as one JSON object.</summary>
internal sealed class HeardJson(TextWriter output) : IHeardOutput
{
    private bool _isEmpty = true;

    public void Add(HeardSegment heard)
    {
        output.Write(_isEmpty ? "{\"segments\":[\n" : ",\n");
        _isEmpty = false;
        output.Write(ReplayJson.Line(new HeardSegmentJson(
            heard.Session.Value,
            heard.Outcome.Name,
            heard.Sequence,
            heard.StartS,
            heard.Old,
            heard.New,
            heard.Distance?.Errors,
            heard.Distance?.Words)));
    }

    public void EndSession(SessionId session, HeardFigures figures)
    {
    }

    public void End(HeardFigures all)
    {
        output.Write(_isEmpty ? "{\"segments\":[]," : "\n],");
        output.WriteLine($"\"sum\":{ReplayJson.Line(all.ToJson())}}}");
    }
}
