using Swictation.Domain.History;

namespace Swictation.Replay.Export.Cues;

/// <summary>A transcription where it is shown beside the sound.</summary>
/// <param name="StartMs">Milliseconds from the start of the first session.</param>
/// <param name="EndMs">Behind the start, and not behind the next cue's.</param>
internal sealed record Cue(SpokenTranscript Said, long StartMs, long EndMs)
{
    /// <summary>The chapters that begin in front of it, behind the one before.</summary>
    public IReadOnlyList<Chapter> Chapters { get; init; } = [];

    /// <summary>Those behind the last one of all.</summary>
    public IReadOnlyList<Chapter> Behind { get; init; } = [];
}
