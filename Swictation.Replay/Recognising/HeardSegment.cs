using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.Recognition;

namespace Swictation.Replay.Recognising;

/// <summary>A segment that was recognised again, with its texts.</summary>
/// <param name="Sequence">Position of its sentence; null where it has none.</param>
/// <param name="StartS">Where it begins in the session, in seconds; null where that is not known.</param>
/// <param name="Old">The text of before; null where there was none.</param>
/// <param name="New">The text that was recognised; null where there is none.</param>
internal sealed record HeardSegment(
    SessionId Session, RecognitionOutcome Outcome, long? Sequence, double? StartS, string? Old, string? New)
{
    /// <summary>How far the new text is from the old one; null where there are not both.</summary>
    public WordDistance? Distance { get; } = Old is not null && New is not null ? WordDistance.Between(Old, New) : null;
}
