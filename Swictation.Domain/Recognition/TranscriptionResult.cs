using Swictation.Domain.Events;

namespace Swictation.Domain.Recognition;

/// <summary>What a recogniser made of a segment.</summary>
public abstract record TranscriptionResult
{
    private TranscriptionResult()
    {
    }

    /// <summary>It heard words.</summary>
    /// <param name="Value">Without surrounding white space, never empty.</param>
    /// <param name="Confidence">How sure it is; null for one that does not say.</param>
    public sealed record Text(string Value, Confidence? Confidence = null) : TranscriptionResult;

    /// <summary>It heard nothing that is a word.</summary>
    public sealed record Silence : TranscriptionResult;

    /// <summary>It could not do its work on this segment.</summary>
    public sealed record Failed(string Reason) : TranscriptionResult;
}
