namespace Swictation.Storage.Forgetting;

/// <summary>An event that carries words, as far as it has to be known to find what belongs together.</summary>
/// <param name="Position">In the log.</param>
/// <param name="Session">Null outside any.</param>
/// <param name="Type">As in the log.</param>
/// <param name="StartS">Where its speech begins in the session; 0 where it does not say.</param>
/// <param name="DurationS">Its length in seconds; 0 where it does not say.</param>
internal readonly record struct SpokenEvent(long Position, long? Session, string Type, double StartS, double DurationS)
{
    // Times are rounded to milliseconds.
    private const double LeastOverlapS = 0.01;

    public bool HasPlace => DurationS > 0;

    public double EndS => StartS + DurationS;

    /// <summary>True where both are about the same speech: an attempt that failed, what was withheld, what became text.</summary>
    public bool IsOfSameSpeech(in SpokenEvent other) =>
        Session == other.Session && HasPlace && other.HasPlace
        && Math.Min(EndS, other.EndS) - Math.Max(StartS, other.StartS) > LeastOverlapS;
}
