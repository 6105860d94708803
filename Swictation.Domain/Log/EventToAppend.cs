using Swictation.Domain.Events;

namespace Swictation.Domain.Log;

/// <summary>An event in its wire form, not yet in the log: all but its sequence number.</summary>
/// <param name="AtMicroseconds">Microseconds since 1970, UTC.</param>
/// <param name="Version">Version of the body's form; readers upcast older ones.</param>
/// <param name="Body">The protocol 1 line in UTF-8, without its newline.</param>
public readonly record struct EventToAppend(
    SessionId? Session,
    long AtMicroseconds,
    EventType Type,
    int Version,
    ReadOnlyMemory<byte> Body);
