using Swictation.Domain.Events;

namespace Swictation.Replay.Recognising;

/// <summary>Takes what was recognised again, segment by segment.</summary>
internal interface IHeardOutput
{
    void Add(HeardSegment heard);

    /// <summary>A session is done.</summary>
    void EndSession(SessionId session, HeardFigures figures);

    /// <summary>All are done.</summary>
    void End(HeardFigures all);
}
