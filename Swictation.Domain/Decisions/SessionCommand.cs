namespace Swictation.Domain.Decisions;

/// <summary>The commands to a session.</summary>
public enum SessionCommand
{
    Start,
    Stop,

    /// <summary>Stop or start, whichever <see cref="SessionDecider.Resolve"/> says.</summary>
    Toggle,

    Pause,
    Resume,

    /// <summary>End the session at once, without what is not transcribed yet.</summary>
    Cancel,

    GoOffTheRecord,
    GoOnTheRecord,
}
