using Swictation.Domain.Events;

namespace Swictation.Domain.Log;

/// <summary>
/// Sequence numbers of the events that bring a late client up to date, in the order in which it gets them; 0 where
/// there is none.
/// </summary>
/// <param name="UpTo">The position up to which this is the whole picture: live begins after it.</param>
/// <param name="StateChange">The newest state change in the whole log.</param>
/// <param name="Session">The session to catch up with; null when the log has none.</param>
/// <param name="FirstTranscription">The oldest of the newest transcriptions that are wanted.</param>
/// <param name="LastTranscription">The newest transcription.</param>
public readonly record struct CatchUpPositions(
    long UpTo,
    long StateChange,
    SessionId? Session,
    long SessionStart,
    long FirstTranscription,
    long LastTranscription,
    long MetricsUpdate,
    long SessionEnd);
