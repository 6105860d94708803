namespace Swictation.Storage.Queries;

/// <summary>What was said in a session, or in a quarter of an hour of UTC, which is part of one hour in every time zone.</summary>
public sealed record SpeechFigures
{
    /// <summary>The number of the session, or quarters of an hour since 1970.</summary>
    public required long Part { get; init; }

    public required long Segments { get; init; }

    public required long Words { get; init; }

    /// <summary>Words of which it is known how long it took to speak them.</summary>
    public required long MeasuredWords { get; init; }

    /// <summary>How long it took to speak these.</summary>
    public required double SpokenS { get; init; }

    /// <summary>Sum over the segments, from the end of speech to the commit.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>The recogniser's part in it.</summary>
    public required double RecognitionMs { get; init; }
}
