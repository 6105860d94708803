using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Protocol;

/// <summary>The request of a protocol 2 client. Fields that it leaves out have their defaults.</summary>
public sealed record Hello
{
    /// <summary>Every event behind this position, then live; null to begin with the present.</summary>
    public long? After { get; init; }

    /// <summary>The log that the client knows: no other is served to it. Null for whatever log there is.</summary>
    public string? LogId { get; init; }

    /// <summary>
    /// The hash of all events up to a position, from an earlier answer: a log with another past is not served. Null for any.
    /// </summary>
    public LogHash? Known { get; init; }

    /// <summary>Only this session; null for the log.</summary>
    public SessionId? Session { get; init; }

    /// <summary>The session that was started last, in place of <see cref="Session"/>.</summary>
    public bool IsLastSession { get; init; }

    public Pace Pace { get; init; } = Pace.AsFastAsPossible;

    /// <summary>Leave out events earlier than this in the session.</summary>
    public TimeSpan From { get; init; }

    public EventSelection Types { get; init; } = EventSelection.All;

    /// <summary>A sign of life is sent when nothing else was for this long; zero for never.</summary>
    public TimeSpan Heartbeat { get; init; }
}
