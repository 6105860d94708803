namespace Swictation.Domain.Events;

/// <summary>An event of a type that this version does not know. It is carried as it is stored, never dropped.</summary>
public sealed record UnknownEvent(
    SessionId? Session,
    DateTimeOffset At,
    EventType Type,
    int Version,
    ReadOnlyMemory<byte> Body)
    : EventBesideSession(Session, At);
