using System.Text;

namespace Swictation.Daemon.Packages.Whisper;

/// <summary>Makes plain text of what Whisper says: it also writes down what is no word.</summary>
internal static class WhisperText
{
    /// <summary>
    /// The parts one behind the other, without those that are nothing but a remark such as <c>[BLANK_AUDIO]</c>,
    /// <c>(wind blowing)</c>, <c>*coughs*</c> or a note. Empty when there are no words.
    /// </summary>
    public static string Join(IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (!IsRemark(part.Trim())) text.Append(part);
        }

        return text.ToString().Trim();
    }

    private static bool IsRemark(string part) =>
        IsWithin(part, '[', ']') || IsWithin(part, '(', ')') || IsWithin(part, '*', '*')
        || part.All(character => character is '♪' or '♫' or '.' or ' ');

    // "(one) two (three)" is no remark.
    private static bool IsWithin(string part, char open, char close) =>
        part.Length > 1 && part[0] == open && part.IndexOf(close, 1) == part.Length - 1;
}
