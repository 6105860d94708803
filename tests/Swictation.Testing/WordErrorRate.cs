namespace Swictation.Testing;

/// <summary>How well a recognised text agrees with what was said.</summary>
/// <param name="ReferenceWords">Words that were said.</param>
/// <param name="Errors">The fewest words to replace, leave out or insert to get from one to the other.</param>
/// <param name="WordsInOrder">The most words of what was said that were recognised in the same order.</param>
public sealed record WordErrorRate(int ReferenceWords, int Errors, int WordsInOrder)
{
    /// <summary>Errors for each word said; above 1 when more was made up than was said.</summary>
    public double Rate => (double)Errors / ReferenceWords;

    /// <summary>Between 0 and 1.</summary>
    public double ShareInOrder => (double)WordsInOrder / ReferenceWords;

    /// <summary>Compares word by word, without regard to case.</summary>
    public static WordErrorRate Measure(string reference, string recognised)
    {
        var said = Words(reference);
        if (said.Length == 0) throw new ArgumentException("There is nothing to compare with.", nameof(reference));
        var heard = Words(recognised);

        // Row by row, both at once: the edit distance and the longest common subsequence of the words so far.
        var errors = Enumerable.Range(0, heard.Length + 1).ToArray();
        var inOrder = new int[heard.Length + 1];
        for (var i = 0; i < said.Length; i++)
        {
            var (errorsAbove, inOrderAbove) = ((int[])errors.Clone(), (int[])inOrder.Clone());
            errors[0] = i + 1;
            for (var j = 0; j < heard.Length; j++)
            {
                var isSame = said[i] == heard[j];
                errors[j + 1] = Math.Min(errorsAbove[j] + (isSame ? 0 : 1), Math.Min(errors[j], errorsAbove[j + 1]) + 1);
                inOrder[j + 1] = isSame ? inOrderAbove[j] + 1 : Math.Max(inOrder[j], inOrderAbove[j + 1]);
            }
        }

        return new WordErrorRate(said.Length, errors[^1], inOrder[^1]);
    }

    private static string[] Words(string text) =>
        text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
