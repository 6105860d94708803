using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>A segment that became text.</summary>
/// <param name="EndedAt">Timestamp (<see cref="TimeProvider.GetTimestamp"/>) at which the speech ended; for text that
/// another recogniser sent, at which it came.</param>
/// <param name="Times">How it came about; null for text that another recogniser sent.</param>
/// <param name="IsOffTheRecord">Its text is sent to connected clients and is not stored.</param>
/// <param name="Confidence">How sure the recogniser is; null where it does not say.</param>
internal readonly record struct RecognisedSegment(
    string Text,
    long EndedAt,
    SegmentTimes? Times = null,
    bool IsOffTheRecord = false,
    Confidence? Confidence = null)
{
    /// <summary>What made the text; null where that is not known.</summary>
    public Recogniser? Recogniser { get; init; }

    /// <summary>Why the text is no transcription; null if it is one.</summary>
    public Reason? Withheld { get; init; }
}
