namespace Swictation.Storage.Usage;

/// <summary>Why audio is on the disk.</summary>
public enum AudioKind
{
    /// <summary>It is transcribed, and kept as the settings say.</summary>
    Kept,

    /// <summary>The recogniser failed on it.</summary>
    Failed,

    /// <summary>Nobody speaks in it.</summary>
    Withheld,

    /// <summary>It is being recorded, or is still to be transcribed.</summary>
    Waiting,

    /// <summary>Its session was cancelled: it goes after a while.</summary>
    Cancelled,

    /// <summary>The log has no such session.</summary>
    Orphaned,
}
