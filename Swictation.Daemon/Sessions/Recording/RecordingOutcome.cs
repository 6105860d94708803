using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>What came of a command to the recorder.</summary>
/// <param name="Message">What was done, or why nothing was, for people.</param>
/// <param name="Phase">The phase afterwards.</param>
/// <param name="Session">The session that it was about; null when there was none.</param>
/// <param name="Sequence">The newest event of it; the head of the log when nothing was appended.</param>
/// <param name="Refusal">Null if it was done, or if there was nothing to do.</param>
internal sealed record RecordingOutcome(
    string Message, Phase Phase, SessionId? Session, long Sequence, RecordingRefusal? Refusal = null)
{
    /// <summary>Segments of the session that have no text so far, because the recogniser failed on them.</summary>
    public int WithoutText { get; init; }
}
