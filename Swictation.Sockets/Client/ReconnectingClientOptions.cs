using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Client;

/// <summary>The events that a client asks for, and its time limits.</summary>
public sealed record ReconnectingClientOptions
{
    /// <summary>
    /// Position of the last event that the client has; 0 for everything, null to begin with the present.
    /// </summary>
    public long? After { get; init; }

    /// <summary>The log that <see cref="After"/> is a position in; null takes the first log that answers.</summary>
    public string? LogId { get; init; }

    /// <summary>Only these types; empty for all. Positions advance over the others.</summary>
    public IReadOnlyList<EventType> Types { get; init; } = [];

    /// <summary>
    /// The longest silence that is asked for, 1 s to an hour. A connection that is silent for three of them is dropped
    /// and made again, as is one whose hello is not answered for so long.
    /// </summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause before connecting again. Each attempt that gets no answer doubles it.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>No pause between two attempts is longer than this.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Hears, once for each change, whether a daemon is followed (true) or waited for; it is waited for until the first
    /// answer if none comes at once. Called from the enumeration.
    /// </summary>
    public Action<bool>? Followed { get; init; }

    /// <summary>
    /// Hears of each stretch whose events were taken out of the log, in its place between the events. Called from the
    /// enumeration.
    /// </summary>
    public Action<RemovedRange>? Removed { get; init; }

    /// <summary>
    /// Hears that all events up to a position were given that the log had at the hello, once for each connection. Called
    /// from the enumeration, when the next event is asked for.
    /// </summary>
    public Action<long>? CaughtUp { get; init; }

    /// <summary>A line that is longer than this is taken for no feed.</summary>
    public int MaxLineBytes { get; init; } = LineConnection.LongestLine;
}
