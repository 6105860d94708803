namespace Swictation.Storage.Observing;

/// <summary>The kinds of errors of the event log.</summary>
public enum LogErrorKind
{
    /// <summary>A transaction failed; nothing of it was appended.</summary>
    Append,

    /// <summary>The read models could not follow; the log is not affected.</summary>
    Projection,

    /// <summary>The write-ahead log could not be checkpointed and goes on growing.</summary>
    Checkpoint,

    /// <summary>Something stored is not what was written. The same damage counts once.</summary>
    Damage,
}
