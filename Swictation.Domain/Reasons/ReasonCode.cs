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

    /// <summary>A damaged log could not be salvaged yet; the detail is the error that stopped it.</summary>
    SalvageFailed,

    /// <summary>An event is not in the log; the detail is its number.</summary>
    EventMissing,

    /// <summary>An event in the log is not the one that was stored; the detail is its number.</summary>
    EventDamaged,

    /// <summary>The log does not end where it ended before; the detail is the finding.</summary>
    EndDamaged,

    /// <summary>An index or a read model contradicts the log; the detail is the finding.</summary>
    IndexDamaged,

    /// <summary>The write-ahead log lacks commits; the detail is the finding.</summary>
    WriteAheadLogDamaged,

    /// <summary>The header or the schema of the database has changed; the detail is the finding.</summary>
    SchemaDamaged,

    /// <summary>Another error of the database; the detail is its message.</summary>
    DatabaseError,

    /// <summary>The recogniser could not follow, and memory had no room for more sound.</summary>
    RecogniserTooSlow,

    /// <summary>The microphone delivers nothing but zeros.</summary>
    NothingButSilence,

    /// <summary>The system has no such microphone.</summary>
    MicrophoneMissing,

    /// <summary>Another program uses the microphone.</summary>
    MicrophoneBusy,

    /// <summary>The user may not open the microphone.</summary>
    MicrophoneForbidden,

    /// <summary>The sound server does not answer.</summary>
    SoundServerDown,

    /// <summary>The sound server has no such microphone, or has stopped: it does not say which.</summary>
    MicrophoneNotInServer,

    /// <summary>The microphone cannot be opened; the detail is the system's error.</summary>
    MicrophoneNotOpened,

    /// <summary>The microphone refuses a setting; the detail is the setting, and the system's error.</summary>
    MicrophoneUnsuited,

    /// <summary>The microphone was unplugged.</summary>
    MicrophoneGone,

    /// <summary>The microphone was unplugged, or the sound server has stopped: it does not say which.</summary>
    MicrophoneOrServerGone,

    /// <summary>The microphone has failed while it was read; the detail is the system's error.</summary>
    MicrophoneFailed,

    /// <summary>The microphone is open and delivers no samples, not even zeros.</summary>
    MicrophoneSoundless,

    /// <summary>The system lacks a library; the detail is its name, and that of the Debian package that has it.</summary>
    LibraryMissing,

    /// <summary>Nobody speaks in a sound.</summary>
    NobodySpeaks,

    /// <summary>Recognisers write this text where nobody speaks.</summary>
    NoSpeechText,
}
