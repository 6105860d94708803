namespace Swictation.Domain.Decisions;

/// <summary>The actions on commands, and the reasons why there is none.</summary>
public enum CommandAnswer
{
    /// <summary>A session begins.</summary>
    Started,

    /// <summary>The open session is recorded again: it had been stopped and was still being transcribed.</summary>
    Continued,

    /// <summary>The paused session is recorded again.</summary>
    Resumed,

    AlreadyRecording,

    Stopped,

    /// <summary>There is nothing to stop.</summary>
    NotRecording,

    /// <summary>The session has been stopped before, and what was heard in it is still being transcribed.</summary>
    AlreadyStopped,

    Paused,
    AlreadyPaused,
    Cancelled,
    WentOffTheRecord,
    AlreadyOffTheRecord,
    WentOnTheRecord,
    AlreadyOnTheRecord,

    /// <summary>Refused: no session is open.</summary>
    NoSession,

    /// <summary>Refused: the session is not being recorded, so that it cannot be paused.</summary>
    NotBeingRecorded,

    /// <summary>Refused: the session is not paused, so that it cannot be resumed.</summary>
    NotPaused,
}
