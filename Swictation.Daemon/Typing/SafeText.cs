using System.Globalization;
using System.Text;

namespace Swictation.Daemon.Typing;

/// <summary>Whether line breaks of a text are typed, as presses of Return.</summary>
internal enum LineBreaks
{
    /// <summary>A space stands for them.</summary>
    Never,

    /// <summary>Not into terminals, where they run what is typed.</summary>
    OutsideTerminals,

    /// <summary>Everywhere.</summary>
    Always,
}

/// <summary>Text to what may be typed. Pure.</summary>
internal static class SafeText
{
    /// <summary>
    /// Takes out control characters, and characters that turn the direction of others; a line break becomes a space, or a
    /// line feed where it is to be typed.
    /// </summary>
    public static string Of(string text, bool isForTerminal, LineBreaks lineBreaks)
    {
        var keepsBreaks = lineBreaks == LineBreaks.Always || (lineBreaks == LineBreaks.OutsideTerminals && !isForTerminal);
        var safe = new StringBuilder(text.Length);
        var isBroken = false;
        foreach (var character in text.EnumerateRunes())
        {
            var isBreak = character.Value is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';
            if (isBreak)
            {
                // One for each line break, also for a carriage return with its line feed.
                if (!isBroken || character.Value != '\n') safe.Append(keepsBreaks ? '\n' : ' ');
                isBroken = character.Value == '\r';
                continue;
            }

            isBroken = false;
            if (character.Value == '\t') safe.Append(isForTerminal ? ' ' : '\t');
            else if (Rune.GetUnicodeCategory(character) != UnicodeCategory.Control && !TurnsDirection(character))
                safe.Append(character);
        }

        return safe.ToString();
    }

    private static bool TurnsDirection(Rune character) =>
        character.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
