using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>The outcome of a command to the recorder.</summary>
/// <param name="Answer">The action that was taken, or the reason why none was.</param>
/// <param name="Phase">The phase afterwards.</param>
/// <param name="Session">The session that it was about; null when there was none.</param>
/// <param name="Sequence">The newest event of it; the head of the log when nothing was appended.</param>
internal sealed record RecordingOutcome(CommandAnswer Answer, Phase Phase, SessionId? Session, long Sequence)
{
    /// <summary>Segments of the session that have no text so far, because the recogniser failed on them.</summary>
    public int WithoutText { get; init; }

    /// <summary>Something was done that cannot be stored yet; null if it is, or if nothing was done.</summary>
    public LogOutage? NotStored { get; init; }

    /// <summary>Recording was wanted, and begins once the microphone gives sound: it is still being opened.</summary>
    public bool IsPreparing { get; init; }

    /// <summary>Recording was wanted, and begins once the microphone is there: it cannot be opened.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Recording was wanted, and the source has ended: nothing will be heard.</summary>
    public bool HasNoSource { get; init; }
}
