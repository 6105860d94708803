using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Sockets.Protocol;

/// <summary>What is going on, as of a position in the log: all that a status bar shows.</summary>
/// <param name="Sequence">Everything up to this event is in it, and nothing behind it.</param>
/// <param name="Session">The open session; null if there is none.</param>
/// <param name="Muted">Whether the microphone gives nothing but zeros.</param>
/// <param name="Microphone">Null for other sources.</param>
/// <param name="Hearing">Whether somebody is being heard to speak.</param>
/// <param name="SourceEnded">Whether nothing more will be heard: a file, or lines of text, are at their end.</param>
/// <param name="Trouble">The codes of what is wrong.</param>
/// <param name="Replay">The session that is played where this is a replay, in which nothing goes on; null in a daemon.</param>
public sealed record Snapshot(
    long Sequence,
    Phase State,
    SessionId? Session,
    bool Paused,
    bool OffTheRecord,
    bool Muted,
    MicrophoneState? Microphone,
    bool Hearing,
    bool SourceEnded,
    IReadOnlyList<string> Trouble,
    SessionId? Replay = null)
{
    /// <summary>What a replay tells: that it is one.</summary>
    public static Snapshot OfReplay(SessionId played, long sequence) => new(
        sequence,
        Phase.Idle,
        Session: null,
        Paused: false,
        OffTheRecord: false,
        Muted: false,
        Microphone: null,
        Hearing: false,
        SourceEnded: false,
        Trouble: [],
        played);

    /// <summary>True if it says the same, at whatever position.</summary>
    public bool SaysNoMoreThan(Snapshot? other) =>
        other is not null
        && Trouble.SequenceEqual(other.Trouble)
        && this with { Sequence = other.Sequence, Trouble = other.Trouble } == other;
}
