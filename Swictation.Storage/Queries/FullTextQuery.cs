namespace Swictation.Storage.Queries;

/// <summary>What users type, in the query language of FTS5, so that none of its operators is found in it.</summary>
internal static class FullTextQuery
{
    /// <summary>
    /// Each word as a string of that language; all of them have to be found, but for those of punctuation alone, which FTS5
    /// passes over. Null where there is no word.
    /// </summary>
    public static string? Of(string text)
    {
        // A NUL would end the query in the middle of a string.
        var plain = new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);
        var words = plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : string.Join(' ', words.Select(Quoted));
    }

    private static string Quoted(string word) => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
