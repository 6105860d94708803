namespace Swictation.Storage.Queries;

/// <summary>A row of the <c>transcripts</c> view.</summary>
public sealed record Transcript
{
    /// <summary>Sequence number of its transcription in the log.</summary>
    public required long Seq { get; init; }

    public required long SessionId { get; init; }

    /// <summary>Local time, ISO 8601 with milliseconds.</summary>
    public required string SpokenAt { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required double At { get; init; }

    public required string Text { get; init; }

    public required long Words { get; init; }

    public required double Wpm { get; init; }

    public required double LatencyMs { get; init; }
}
