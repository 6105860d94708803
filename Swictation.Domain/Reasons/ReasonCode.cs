namespace Swictation.Domain.Reasons;

/// <summary>The causes that are stored; their names on the wire are these in snake case, and fixed for ever.</summary>
public enum ReasonCode
{
    /// <summary>No code: a sentence for people, in the detail. Everything before version 2 of an event is this.</summary>
    Worded,

    DiskFull,
    ReadOnly,

    /// <summary>A file beside the database cannot be opened; the detail is the system's error.</summary>
    CannotOpen,

    /// <summary>The detail is SQLite's number of the error, and the system's error.</summary>
    InputOutput,

    /// <summary>Another program has locked the database.</summary>
    Locked,

    Damaged,

    /// <summary>The file of the database is not where it was.</summary>
    Moved,

    /// <summary>A damaged log is being set aside and salvaged.</summary>
    BeingSalvaged,

    /// <summary>Another error of the database; the detail is its message.</summary>
    DatabaseError,

    /// <summary>The recogniser could not follow, and memory had no room for more sound.</summary>
    RecogniserTooSlow,

    /// <summary>The microphone delivers nothing but zeros.</summary>
    NothingButSilence,
}
