using System.Collections.Immutable;

namespace Swictation.Domain.Events;

/// <summary>A recogniser's confidence in a text, from 0 to 1.</summary>
/// <param name="Overall">Of all of it.</param>
/// <param name="Words">Of each of its words, in order; empty where the recogniser gives none.</param>
public sealed record Confidence(double Overall, ImmutableArray<double> Words)
{
    private const int Digits = 3;

    /// <summary>That of words, and their mean for all; null where there are none.</summary>
    public static Confidence? OfWords(IEnumerable<double> words)
    {
        ImmutableArray<double> each = [.. words.Select(word => Math.Round(Math.Clamp(word, 0, 1), Digits))];
        return each.IsEmpty ? null : new(Math.Round(each.Average(), Digits), each);
    }

    public bool Equals(Confidence? other) =>
        other is not null && Overall.Equals(other.Overall) && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Overall, Words.Length);
}
