using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>A transcription with its measurements.</summary>
/// <param name="StartS">Where in the session's audio it was spoken; null where that is not measured.</param>
/// <param name="Confidence">How sure the recogniser was; null where it did not say.</param>
public sealed record SpokenSegment(Transcription Said, double? StartS = null, Confidence? Confidence = null);
