namespace Swictation.Storage.Observing;

/// <summary>The steps of the event log. A crash before or after any of them loses nothing.</summary>
public enum LogStep
{
    /// <summary>A transaction that appends events begins.</summary>
    Begin,

    /// <summary>One event is inserted.</summary>
    Insert,

    /// <summary>Events are taken out of the log, and their ranges noted.</summary>
    Remove,

    /// <summary>A transaction that appends events is committed.</summary>
    Commit,

    /// <summary>Committed events are made visible to clients.</summary>
    Publish,

    /// <summary>The read models take a slice of the log.</summary>
    Project,

    /// <summary>The write-ahead log is copied into the database.</summary>
    Checkpoint,

    /// <summary>One migration runs.</summary>
    Migrate,

    /// <summary>One file of a damaged database is renamed.</summary>
    SetAside,

    /// <summary>The readable part of a damaged database is written to a new one.</summary>
    Salvage,

    /// <summary>The new database takes the place of the damaged one.</summary>
    Replace,

    /// <summary>
    /// One step in which the database of the original is taken over: it is copied, the new log is written, both are named for
    /// good, and the one takes the place of the other.
    /// </summary>
    TakeOver,

    /// <summary>Events lose their words, in one transaction, or what is to lose them is written down.</summary>
    Forget,

    /// <summary>Copies of words that were removed are looked for in the files of the log, and written over.</summary>
    Erase,

    /// <summary>A kept WAV file becomes a FLAC file: that is written, and the other one deleted.</summary>
    Compress,

    /// <summary>
    /// One step in which the log gives space back: it is written anew into another file, that one is copied into the place of
    /// the log, or free pages at the end are cut off.
    /// </summary>
    Compact,

    /// <summary>Links of the chain are written.</summary>
    Chain,

    /// <summary>
    /// One step in which a backup is restored: it is copied, what was forgotten is removed from it, the order is written, and
    /// the one log takes the place of the other.
    /// </summary>
    Restore,

    /// <summary>Events of another log are appended.</summary>
    Import,

    /// <summary>The decision of a starting daemon about an open session is appended.</summary>
    Recover,
}
