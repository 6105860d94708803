using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Sockets.Protocol;

/// <summary>What is going on, as of a position in the log: all that a status bar shows.</summary>
/// <param name="Sequence">Everything up to this event is in it, and nothing behind it.</param>
/// <param name="Session">The open session; null if there is none.</param>
/// <param name="Muted">Whether the microphone gives nothing but zeros.</param>
/// <param name="Microphone">Null for other sources.</param>
/// <param name="Hearing">Whether somebody is being heard to speak.</param>
/// <param name="Trouble">The codes of what is wrong.</param>
public sealed record Snapshot(
    long Sequence,
    Phase State,
    SessionId? Session,
    bool Paused,
    bool OffTheRecord,
    bool Muted,
    MicrophoneState? Microphone,
    bool Hearing,
    IReadOnlyList<string> Trouble)
{
    /// <summary>True if it says the same, at whatever position.</summary>
    public bool SaysNoMoreThan(Snapshot? other) =>
        other is not null
        && Trouble.SequenceEqual(other.Trouble)
        && this with { Sequence = other.Sequence, Trouble = other.Trouble } == other;
}
