namespace Swictation.Benchmarks.Recognisers;

/// <summary>Words that were said, and the errors in what was recognised.</summary>
internal sealed record Score(int Words, int Substitutions, int Deletions, int Insertions)
{
    public int Errors => Substitutions + Deletions + Insertions;

    /// <summary>In percent of the words that were said.</summary>
    public double Rate => 100.0 * Errors / Math.Max(1, Words);
}
