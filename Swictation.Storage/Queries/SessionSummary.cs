namespace Swictation.Storage.Queries;

/// <summary>A row of the <c>sessions</c> read model. Times are seconds since 1970.</summary>
public sealed record SessionSummary
{
    public required long Id { get; init; }

    public required double StartTime { get; init; }

    /// <summary>Null while the session is open.</summary>
    public double? EndTime { get; init; }

    /// <summary>Seconds from its start to its end, without its pauses; null while it is open.</summary>
    public double? DurationS { get; init; }

    /// <summary>Why it ended otherwise than by a stop; null for that.</summary>
    public string? EndReason { get; init; }

    public required long Segments { get; init; }

    public required long Words { get; init; }

    public required double Wpm { get; init; }

    /// <summary>Segments that the recogniser failed on, and that have no text.</summary>
    public required long WithoutText { get; init; }

    /// <summary>1 for a session that was recorded elsewhere, 0 for all others.</summary>
    public required long Imported { get; init; }

    /// <summary>Null where nobody has given it one.</summary>
    public string? Title { get; init; }

    /// <summary>Its tags, one a line; null where it has none.</summary>
    public string? Tags { get; init; }

    /// <summary>The name of what recognised its newest text; null where that is not known.</summary>
    public string? Recogniser { get; init; }

    public string? Model { get; init; }

    public string? Sha256 { get; init; }

    public string? Language { get; init; }

    public string? Settings { get; init; }

    public bool IsImported => Imported > 0;

    public bool IsOpen => EndTime is null;
}
