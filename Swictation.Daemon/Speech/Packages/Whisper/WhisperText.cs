namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>Turns Whisper's output into plain text, without remarks that are no words.</summary>
internal static class WhisperText
{
    /// <summary>The parts one behind the other, without remarks. Empty when there are no words.</summary>
    public static string Join(IEnumerable<string> parts) =>
        string.Concat(parts.Where(part => !IsRemark(part))).Trim();

    /// <summary>
    /// True for a mere remark, such as <c>[BLANK_AUDIO]</c>, <c>(wind blowing)</c>, <c>*coughs*</c> or a
    /// note.
    /// </summary>
    public static bool IsRemark(string part) => IsPlainRemark(part.Trim());

    private static bool IsPlainRemark(string part) =>
        IsWithin(part, '[', ']') || IsWithin(part, '(', ')') || IsWithin(part, '*', '*')
        || part.All(character => character is '♪' or '♫' or '.' or ' ');

    // "(one) two (three)" is no remark.
    private static bool IsWithin(string part, char open, char close) =>
        part.Length > 1 && part[0] == open && part.IndexOf(close, 1) == part.Length - 1;
}
