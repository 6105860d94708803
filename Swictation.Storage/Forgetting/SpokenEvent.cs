using Swictation.Domain.Events;

namespace Swictation.Storage.Forgetting;

/// <summary>An event that carries words, as far as it has to be known to find what belongs together.</summary>
/// <param name="Position">In the log.</param>
/// <param name="Session">Null outside any.</param>
/// <param name="Type">As in the log.</param>
/// <param name="StartS">Where its speech begins in the session; 0 where it does not say.</param>
/// <param name="DurationS">Its length in seconds; 0 where it does not say.</param>
/// <param name="Of">Of another text of a sentence, the position of the sentence; 0 otherwise.</param>
internal readonly record struct SpokenEvent(long Position, long? Session, string Type, double StartS, double DurationS, long Of = 0)
{
    // Times are rounded to milliseconds.
    private const double LeastOverlapS = 0.01;

    public bool HasPlace => DurationS > 0;

    public double EndS => StartS + DurationS;

    /// <summary>What was not said but typed, and goes with the sentence that it is a text of.</summary>
    public bool IsVersion => Type == TextRevised.TypeName;

    /// <summary>The sentence that it is, or of which it is a text; the same for all of its versions.</summary>
    public long Sentence => IsVersion ? Of : Position;

    /// <summary>True where both are about the same speech: an attempt that failed, what was withheld, what became text.</summary>
    public bool IsOfSameSpeech(in SpokenEvent other) =>
        Session == other.Session && HasPlace && other.HasPlace
        && Math.Min(EndS, other.EndS) - Math.Max(StartS, other.StartS) > LeastOverlapS;
}
