namespace Swictation.Storage.Takeover;

/// <summary>A session in the database of the original. Times are seconds since 1970.</summary>
internal sealed record OriginalSession
{
    public required long Id { get; init; }

    public required double StartTime { get; init; }

    /// <summary>Where it has no end, the time of its last segment.</summary>
    public required double EndTime { get; init; }

    /// <summary>0 where its daemon had died: nobody knows its end.</summary>
    public required long HasEnd { get; init; }

    public required double DurationS { get; init; }

    public required int Segments { get; init; }

    public required int Words { get; init; }

    public required int Characters { get; init; }

    public required double Wpm { get; init; }

    public required double LatencyMs { get; init; }
}
