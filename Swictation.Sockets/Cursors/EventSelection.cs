using System.Collections.Frozen;
using Swictation.Domain.Events;

namespace Swictation.Sockets.Cursors;

/// <summary>Which types of events a client gets. Positions advance over the others.</summary>
public sealed class EventSelection
{
    /// <summary>The types that protocol 1 clients get.</summary>
    public static readonly EventSelection Broadcast = new(type => type.IsBroadcast);

    /// <summary>Every event of the log.</summary>
    public static readonly EventSelection All = new(_ => true);

    private readonly Func<EventType, bool> _contains;

    private EventSelection(Func<EventType, bool> contains) => _contains = contains;

    /// <summary>Only these types.</summary>
    public static EventSelection Of(IEnumerable<EventType> types) => new(types.ToFrozenSet().Contains);

    public bool Contains(EventType type) => _contains(type);
}
