namespace Swictation.Domain.Language;

/// <summary>How far two texts are from each other in words, as word error rates count it: upper case and punctuation at words mean nothing.</summary>
/// <param name="Errors">The fewest words that are to be replaced, added or left out to come from the one to the other.</param>
/// <param name="Words">Of the text that is compared with.</param>
public readonly record struct WordDistance(int Errors, int Words)
{
    /// <summary>Takes time as the product of the numbers of words.</summary>
    public static WordDistance Between(string reference, string text)
    {
        var (from, to) = (WordsOf(reference), WordsOf(text));
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 0; j < to.Length; j++)
            {
                var replaced = diagonal + (from[i] == to[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], row[j + 1]) + 1);
            }
        }

        return new(row[^1], from.Length);
    }

    /// <summary>The words of a text as they are written, each with what of it counts.</summary>
    internal static IEnumerable<(string Word, string Key)> Split(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => (Word: word, Key: string.Concat(word.Where(char.IsLetterOrDigit)).ToUpperInvariant()))
            .Where(word => word.Key.Length > 0);

    private static string[] WordsOf(string text) => [.. Split(text).Select(word => word.Key)];
}
