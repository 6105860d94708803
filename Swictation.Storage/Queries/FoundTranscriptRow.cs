using Swictation.Domain.History;
using Swictation.Domain.Wire;

namespace Swictation.Storage.Queries;

/// <summary>A row of the <c>transcripts</c> view. Text off the record has no words in the index, so no search finds it.</summary>
internal sealed record FoundTranscriptRow
{
    public required long Seq { get; init; }

    public required long SessionId { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required double At { get; init; }

    public required string Text { get; init; }

    public required long Words { get; init; }

    public required double Wpm { get; init; }

    public required double LatencyMs { get; init; }

    /// <summary>Null where the recogniser did not say.</summary>
    public double? Confidence { get; init; }

    public required bool OffTheRecord { get; init; }

    public FoundTranscript ToFound()
    {
        var at = WireTime.FromSeconds(At);
        return new(
            Seq,
            new(SessionId),
            new(At, JsonTime.Of(at), Text, (int)Words, Wpm, LatencyMs, OffTheRecord, Confidence));
    }
}
