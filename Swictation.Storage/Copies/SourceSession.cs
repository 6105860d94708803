using Swictation.Domain.Events;

namespace Swictation.Storage.Copies;

/// <summary>A session that may be imported, with the figures that were counted where it was recorded.</summary>
/// <param name="Number">Its number in the source.</param>
/// <param name="Origin">Where it was recorded; the position is that of the newest event that is in the figures.</param>
/// <param name="StartUs">Microseconds since 1970, like <paramref name="EndUs"/>.</param>
/// <param name="EndUs">Of one that was open, the time of its last segment.</param>
/// <param name="Reason">Null for an ordinary stop.</param>
internal sealed record SourceSession(
    long Number,
    Origin Origin,
    long StartUs,
    long EndUs,
    SessionEndReason? Reason,
    long PausedUs,
    SpeechSums Sums,
    Recogniser? Recogniser);
