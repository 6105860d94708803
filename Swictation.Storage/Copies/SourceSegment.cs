using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Copies;

/// <summary>A segment that may be imported.</summary>
/// <param name="Event">With its number of a session in the source.</param>
/// <param name="Position">Its position in the source.</param>
/// <param name="Commitment">Where its words were removed there: what it is bound to. Null where they were not.</param>
internal sealed record SourceSegment(SegmentImported Event, long Position, byte[]? Commitment = null)
{
    public Origin Origin => Event.Origin;

    /// <summary>True where the source has words of it.</summary>
    public bool HasWords => Event.Text is not null;

    public SpeechSums Sums => new(
        1,
        Event.Words,
        Event.Characters,
        (long)Math.Round(Event.DurationS * 1e6),
        (long)Math.Round(Event.LatencyMs * 1e3));

    /// <summary>The event as it is appended.</summary>
    public EventToAppend In(SessionId session, Origin origin)
    {
        var appended = WireWriter.ToAppend(Event with { Session = session, Origin = origin });
        if (Commitment is not { } commitment) return appended;

        var whole = new StoredEvent(1, session, appended.AtMicroseconds, appended.Type, appended.Version, appended.Body);
        return appended with { Body = Remains.Of(whole, commitment, Event.Characters, keepsCounts: true) };
    }
}
