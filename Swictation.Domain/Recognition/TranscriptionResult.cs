using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

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

    /// <summary>What was taken for speech is none: it becomes no transcription.</summary>
    /// <param name="Score">How probable it is that somebody speaks; null where that was not looked at.</param>
    /// <param name="Words">What the recogniser made of it; null where it was not asked.</param>
    public sealed record Withheld(Reason Reason, double? Score, string? Words = null) : TranscriptionResult;

    /// <summary>It could not do its work on this segment.</summary>
    public sealed record Failed(string Reason) : TranscriptionResult;
}
