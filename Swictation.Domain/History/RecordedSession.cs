using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>A session as it is listed.</summary>
/// <param name="EndedAt">Null while it is open.</param>
/// <param name="EndReason">Why it ended otherwise than by a stop; null for that.</param>
/// <param name="Duration">
/// From its start to its end, without its pauses; of an open one, to its newest event.
/// </param>
/// <param name="WithoutText">Segments that the recogniser failed on.</param>
/// <param name="IsImported">It was recorded elsewhere.</param>
/// <param name="IsInterrupted">It is open, and no daemon runs that could go on with it.</param>
public sealed record RecordedSession(
    SessionId Id,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    SessionEndReason? EndReason,
    TimeSpan Duration,
    long Segments,
    long Words,
    double WordsPerMinute,
    long WithoutText,
    bool IsPaused = false,
    bool IsImported = false,
    bool IsInterrupted = false)
{
    /// <summary>What recognised its newest text; null where that is not known.</summary>
    public Recogniser? Recogniser { get; init; }

    /// <summary>Null where nobody has given it one.</summary>
    public string? Title { get; init; }

    /// <summary>In the order in which it has got them.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool IsOpen => EndedAt is null;

    /// <summary>False where speech without text will not be transcribed.</summary>
    public bool CanRetry => EndReason != SessionEndReason.Cancelled;

    /// <summary>How it ended, in a word: <c>open</c>, <c>paused</c>, <c>interrupted</c>, <c>ok</c>, or the reason.</summary>
    public string End => IsPaused ? "paused" : IsInterrupted ? "interrupted" : IsOpen ? "open" : EndReason?.Name ?? "ok";
}
