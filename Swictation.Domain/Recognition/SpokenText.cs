using System.Buffers;
using System.Text;

namespace Swictation.Domain.Recognition;

/// <summary>
/// What may stand in a recognised text: terminals show transcripts, and control characters would drive them.
/// </summary>
public static class SpokenText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    /// <summary>
    /// Tabs, line breaks and the like, however many stand together, become one space, and other control characters (C0,
    /// DEL, C1) are dropped; if there was any, white space at the ends is too. Any other text is returned as it is.
    /// </summary>
    public static string Clean(string text)
    {
        var control = text.AsSpan().IndexOfAny(Controls);
        return control < 0 ? text : CleanFrom(text, control);
    }

    private static string CleanFrom(string text, int control)
    {
        var clean = new StringBuilder(text, 0, control, text.Length);
        var isBroken = false;
        foreach (var letter in text.AsSpan(control))
        {
            if (!char.IsControl(letter))
                clean.Append(letter);
            else if (char.IsWhiteSpace(letter) && !isBroken)
                clean.Append(' ');
            isBroken = char.IsControl(letter) && (isBroken || char.IsWhiteSpace(letter));
        }

        return clean.ToString().Trim();
    }
}
