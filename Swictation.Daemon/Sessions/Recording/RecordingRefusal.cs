namespace Swictation.Daemon.Sessions.Recording;

/// <summary>Why a command to the recorder changed nothing.</summary>
internal enum RecordingRefusal
{
    /// <summary>No session is open.</summary>
    NoSession,

    /// <summary>The open session is in a state in which the command means nothing.</summary>
    WrongState,
}
