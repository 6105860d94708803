namespace Swictation.Domain.Audio;

/// <summary>
/// How it stands with a microphone. In <c>status</c>: <c>closed</c>, <c>preparing</c>, <c>open</c>, <c>missing</c>.
/// </summary>
public enum MicrophoneState
{
    /// <summary>It is closed: no recording needs it.</summary>
    Closed,

    /// <summary>It is being opened, or is open and has given no sound yet.</summary>
    Preparing,

    /// <summary>It is open and gives sound, also between recordings.</summary>
    Open,

    /// <summary>The system does not have it, or the last attempt to open it failed.</summary>
    Missing,
}
