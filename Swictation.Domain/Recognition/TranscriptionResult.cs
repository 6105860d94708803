using Swictation.Domain.Events;

namespace Swictation.Domain.Recognition;

/// <summary>A recogniser's result for a segment.</summary>
public abstract record TranscriptionResult
{
    private TranscriptionResult()
    {
    }

    /// <summary>It heard words.</summary>
    /// <param name="Value">Without surrounding white space, never empty.</param>
    /// <param name="Confidence">Null where the recogniser gives none.</param>
    public sealed record Text(string Value, Confidence? Confidence = null) : TranscriptionResult;

    /// <summary>It heard nothing that is a word.</summary>
    public sealed record Silence : TranscriptionResult;

    /// <summary>It could not do its work on this segment.</summary>
    public sealed record Failed(string Reason) : TranscriptionResult;
}
