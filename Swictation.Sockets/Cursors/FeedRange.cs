using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Cursors;

/// <summary>A stretch of the log that a client gets: which events of it, and how fast.</summary>
/// <param name="After">Position before the first event.</param>
/// <param name="UpTo">Position of the last event; <see cref="long.MaxValue"/> goes on into the future.</param>
/// <param name="Type">Only events of this type; null for all.</param>
/// <param name="Session">Only events of this session; null for all.</param>
public readonly record struct FeedRange(
    long After,
    long UpTo = long.MaxValue,
    EventType? Type = null,
    SessionId? Session = null,
    Pace Pace = default)
{
    /// <summary>Exactly one event.</summary>
    public static FeedRange Only(long sequence) => new(sequence - 1, sequence);

    public bool Wants(in EventEntry entry) =>
        (Type is not { } type || type == entry.Type) && (Session is not { } session || session == entry.Session);
}
