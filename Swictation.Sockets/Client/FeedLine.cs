using Swictation.Domain.Events;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Client;

/// <summary>The fields of a protocol 2 line that a client needs; null where the line has none.</summary>
internal readonly record struct FeedLine
{
    public EventType Type { get; init; }

    public long? Sequence { get; init; }

    public DateTimeOffset? At { get; init; }

    public SessionId? Session { get; init; }

    public string? LogId { get; init; }

    public long? Head { get; init; }

    public long? Oldest { get; init; }

    public long? First { get; init; }

    public long? Last { get; init; }

    public string? Reason { get; init; }

    public FeedErrorCode? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>Only events have a time of their own in this form; lines of protocol 1 have no position.</summary>
    public bool IsEvent => Sequence is not null && At is not null;
}
