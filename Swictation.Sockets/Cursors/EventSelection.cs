using System.Collections.Frozen;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Cursors;

/// <summary>Which types of events a client gets. Positions advance over the others.</summary>
public sealed class EventSelection
{
    /// <summary>
    /// The types that protocol 1 clients get, but for transcriptions that were forgotten: these clients could not tell them
    /// from speech.
    /// </summary>
    public static readonly EventSelection Broadcast = new(type => type.IsBroadcast, hasForgotten: false);

    /// <summary>Every event of the log.</summary>
    public static readonly EventSelection All = new(_ => true);

    private readonly Func<EventType, bool> _contains;

    private readonly bool _hasForgotten;

    private EventSelection(Func<EventType, bool> contains, bool hasForgotten = true) =>
        (_contains, _hasForgotten) = (contains, hasForgotten);

    /// <summary>Only these types.</summary>
    public static EventSelection Of(IEnumerable<EventType> types) => new(types.ToFrozenSet().Contains);

    public bool Contains(EventType type) => _contains(type);

    /// <summary>Whether a client gets an event as it is now.</summary>
    public bool Admits(in EventEntry entry) => Contains(entry.Type) && (_hasForgotten || !entry.IsForgotten);
}
