namespace Swictation.Storage.Takeover;

/// <summary>A segment in the database of the original.</summary>
internal sealed record OriginalSegment
{
    public required long Id { get; init; }

    /// <summary>Seconds since 1970: its end.</summary>
    public required double At { get; init; }

    public required double DurationS { get; init; }

    /// <summary>Null where they were not counted.</summary>
    public int? Words { get; init; }

    public required int Characters { get; init; }

    public required double RecognitionMs { get; init; }

    public required double LatencyMs { get; init; }

    /// <summary>Null unless the user has asked for it to be kept.</summary>
    public string? Text { get; init; }
}
