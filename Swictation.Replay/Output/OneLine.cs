using System.Buffers;
using System.Globalization;

namespace Swictation.Replay.Output;

/// <summary>
/// Text on a line of its own: a recogniser's text may hold line breaks, escape sequences that a terminal would follow,
/// and overrides of the direction of writing, which make it read as what it is not.
/// </summary>
internal static class OneLine
{
    // Embeddings, overrides and isolates of Unicode's bidirectional algorithm, and their ends. Marks, which only put a
    // character in its place, are none.
    private const string OverridingCharacters = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private static readonly SearchValues<char> Overrides = SearchValues.Create(OverridingCharacters);

    private static readonly SearchValues<char> Meaningful = SearchValues.Create(
        [.. Enumerable.Range(0, 0x100).Select(code => (char)code).Where(char.IsControl), .. OverridingCharacters]);

    /// <summary>A control character becomes a blank, an override <c>\u202E</c> in six characters.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAny(Meaningful)) return text;

        var line = string.Create(text.Length, text, (line, original) =>
        {
            for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(original[i]) ? ' ' : original[i];
        });
        return line.AsSpan().ContainsAny(Overrides) ? string.Concat(line.Select(Escaped)) : line;
    }

    private static string Escaped(char character) => Overrides.Contains(character)
        ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}")
        : character.ToString();
}
