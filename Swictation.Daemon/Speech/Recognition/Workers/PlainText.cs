using System.Text;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>Turns a program's output into one line.</summary>
internal static class PlainText
{
    /// <summary>
    /// White space and control characters, however many, become one blank; nothing of them is left at the ends. What
    /// is no UTF-8 becomes U+FFFD.
    /// </summary>
    public static string Of(ReadOnlySpan<byte> utf8) => Of(Encoding.UTF8.GetString(utf8));

    /// <summary>The same for text; half a surrogate pair becomes U+FFFD.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        var isBlankDue = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                isBlankDue = plain.Length > 0;
                continue;
            }

            if (isBlankDue) plain.Append(' ');
            isBlankDue = false;
            plain.Append(rune.ToString());
        }

        return plain.ToString();
    }
}
