using System.Text;

namespace Swictation.Daemon.Speech.Recognition.Commands;

/// <summary>
/// Splits a command line into arguments. White space parts them; <c>'…'</c> and <c>"…"</c> keep it, and a backslash
/// takes the next character as it is, except between single quotes. Nothing else is special: no shell sees the line.
/// </summary>
internal static class CommandWords
{
    /// <summary>The arguments, the program first; null without a program or with an open quote.</summary>
    public static IReadOnlyList<string>? Split(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isInWord, quote) = (false, '\0');
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (character == '\\' && quote != '\'')
            {
                if (++i == line.Length) return null;
                word.Append(line[i]);
                isInWord = true;
            }
            else if (quote != '\0')
            {
                if (character == quote) quote = '\0';
                else word.Append(character);
            }
            else if (character is '\'' or '"')
            {
                (isInWord, quote) = (true, character);
            }
            else if (!char.IsWhiteSpace(character))
            {
                word.Append(character);
                isInWord = true;
            }
            else if (isInWord)
            {
                words.Add(word.ToString());
                word.Clear();
                isInWord = false;
            }
        }

        if (isInWord) words.Add(word.ToString());
        return quote == '\0' && words is [{ Length: > 0 }, ..] && !line.Contains('\0', StringComparison.Ordinal)
            ? words
            : null;
    }
}
