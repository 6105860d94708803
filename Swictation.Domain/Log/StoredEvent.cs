using Swictation.Domain.Events;

namespace Swictation.Domain.Log;

/// <summary>A row of the event log.</summary>
/// <param name="Sequence">Position in the log, contiguous from 1.</param>
/// <param name="AtMicroseconds">Microseconds since 1970, UTC.</param>
/// <param name="Body">The protocol 1 line in UTF-8, without its newline.</param>
public readonly record struct StoredEvent(
    long Sequence,
    SessionId? Session,
    long AtMicroseconds,
    EventType Type,
    int Version,
    ReadOnlyMemory<byte> Body);
