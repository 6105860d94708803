namespace Swictation.Daemon.Sessions.LastWord;

/// <summary>The user's last wish for the microphone.</summary>
internal enum Word
{
    /// <summary>Nothing was said yet: the log was new when this was kept.</summary>
    None,

    /// <summary><c>start</c>, <c>resume</c>, a <c>toggle</c> that starts, or <c>--record</c>.</summary>
    Record,

    Stop,
    Pause,
    Cancel,
    Quit,
}
