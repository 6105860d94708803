namespace Swictation.Storage.Usage;

/// <summary>What events are about, as far as their size goes.</summary>
internal enum EventKind
{
    Other,

    Metrics,

    /// <summary>They carry the user's words.</summary>
    Text,
}
