namespace Swictation.Storage.Copies;

/// <summary>What becomes of a segment that is to be imported.</summary>
internal enum ImportFate
{
    /// <summary>The log does not have it, and takes it.</summary>
    New,

    /// <summary>The log has it.</summary>
    Held,

    /// <summary>It was forgotten here.</summary>
    Forgotten,
}
