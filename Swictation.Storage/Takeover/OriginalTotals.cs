namespace Swictation.Storage.Takeover;

/// <summary>
/// The lifetime figures in the database of the original, or what its sessions come to where that is more.
/// </summary>
internal sealed record OriginalTotals
{
    /// <summary>Seconds since 1970; null where it does not say.</summary>
    public double? UpdatedAt { get; init; }

    public required long Words { get; init; }

    public required long Characters { get; init; }

    public required long Sessions { get; init; }

    public required long Segments { get; init; }

    public required double Minutes { get; init; }

    public required double Wpm { get; init; }

    public required double LatencyMs { get; init; }

    public required double SavedMinutes { get; init; }

    public double? BestWpm { get; init; }

    public long? BestWpmSession { get; init; }

    public double? LowestLatencyMs { get; init; }

    public long? LowestLatencySession { get; init; }
}
