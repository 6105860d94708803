namespace Swictation.Domain.History;

/// <summary>The kinds of gaps; their names in <c>--json</c> are these in lower case.</summary>
public enum GapKind
{
    /// <summary>The microphone was lost.</summary>
    Interrupted,

    /// <summary>The microphone delivered nothing but zeros.</summary>
    Silent,

    /// <summary>The microphone was too loud.</summary>
    Clipping,

    /// <summary>The microphone was too quiet for speech.</summary>
    Quiet,

    /// <summary>No daemon ran: the last one had ended without an end of the session.</summary>
    Restarted,

    /// <summary>Audio was dropped before it was transcribed.</summary>
    Dropped,

    /// <summary>Sound became no text, because nobody speaks in it.</summary>
    Withheld,
}
