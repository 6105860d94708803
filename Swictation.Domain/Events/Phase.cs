namespace Swictation.Domain.Events;

/// <summary>
/// The daemon's state. On the wire: <c>idle</c>, <c>recording</c>, <c>processing</c>, <c>error</c>.
/// </summary>
public enum Phase
{
    /// <summary>No session is open, or it is paused, or its microphone is still being opened.</summary>
    Idle,

    /// <summary>A session is open and its source is being read.</summary>
    Recording,

    /// <summary>A session was stopped, and speech is still being transcribed.</summary>
    Processing,

    /// <summary>The session's source does not work; or no session is open, and the microphone is missing.</summary>
    Error,
}
