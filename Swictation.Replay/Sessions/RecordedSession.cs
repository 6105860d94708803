using Swictation.Domain.Events;

namespace Swictation.Replay.Sessions;

/// <summary>A session as it is listed.</summary>
/// <param name="EndedAt">Null while it is open.</param>
/// <param name="EndReason">Why it ended when nobody asked for it; null for an ordinary stop.</param>
/// <param name="Duration">From its start to its end; of an open one, to its newest event.</param>
internal sealed record RecordedSession(
    SessionId Id,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string? EndReason,
    TimeSpan Duration,
    long Segments,
    long Words,
    double WordsPerMinute)
{
    public bool IsOpen => EndedAt is null;

    /// <summary>How it ended, in a word: <c>open</c>, <c>ok</c>, or the reason.</summary>
    public string End => IsOpen ? "open" : EndReason ?? "ok";
}
