using Swictation.Domain.Events;

namespace Swictation.Sockets.Client;

/// <summary>An event of a feed, as a client gets it under protocol 2.</summary>
/// <param name="Sequence">Its position in the log, from which a client can resume.</param>
/// <param name="At">When it happened, in UTC, to the microsecond.</param>
/// <param name="Session">The session it belongs to; null outside of one.</param>
/// <param name="Line">The whole line as it was sent, without its newline, in memory of its own.</param>
public readonly record struct ReceivedEvent(
    long Sequence, DateTimeOffset At, SessionId? Session, EventType Type, ReadOnlyMemory<byte> Line);
