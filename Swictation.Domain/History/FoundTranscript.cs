using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>A transcription as it is listed among those of all sessions.</summary>
/// <param name="Sequence">Its position in the log.</param>
public sealed record FoundTranscript(long Sequence, SessionId Session, TranscriptJson Row);
