using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Sockets.Protocol;

/// <summary>What is going on, as of a position in the log: all that a status bar shows.</summary>
/// <param name="Sequence">Everything up to this event is in it, and nothing behind it.</param>
/// <param name="Session">The open session; null if there is none.</param>
/// <param name="Microphone">Null for other sources.</param>
/// <param name="Hearing">Whether somebody is being heard to speak.</param>
public sealed record Snapshot(
    long Sequence,
    Phase State,
    SessionId? Session,
    bool Paused,
    bool OffTheRecord,
    MicrophoneState? Microphone,
    bool Hearing)
{
    /// <summary>True if it says the same, at whatever position.</summary>
    public bool SaysNoMoreThan(Snapshot? other) => other is not null && this with { Sequence = other.Sequence } == other;
}
