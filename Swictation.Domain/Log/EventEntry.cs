using Swictation.Domain.Events;

namespace Swictation.Domain.Log;

/// <summary>One event of a page: its columns, and where its line stands in the page's bytes.</summary>
/// <param name="Offset">First byte of the line in the page's buffer.</param>
/// <param name="Length">Bytes of the line with its newline.</param>
/// <param name="IsForgotten">True for a transcription whose words were removed.</param>
public readonly record struct EventEntry(
    long Sequence,
    SessionId? Session,
    long AtMicroseconds,
    EventType Type,
    int Version,
    int Offset,
    int Length,
    bool IsForgotten = false);
