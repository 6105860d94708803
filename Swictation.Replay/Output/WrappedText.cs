using Swictation.Plumbing.Text;

namespace Swictation.Replay.Output;

/// <summary>Text cut into lines. Words stay whole unless one is longer than a line.</summary>
internal static class WrappedText
{
    /// <summary>At least one line; one of blanks alone is empty.</summary>
    /// <param name="text">Without control characters.</param>
    public static IEnumerable<string> Lines(string text, int columns)
    {
        if (TextWidth.Of(text) <= columns)
        {
            yield return text.Trim();
            yield break;
        }

        var left = text.AsMemory().Trim();
        while (!left.IsEmpty)
        {
            var length = LengthOfLine(left.Span, columns);
            yield return left[..length].TrimEnd().ToString();
            left = left[length..].TrimStart();
        }
    }

    private static int LengthOfLine(ReadOnlySpan<char> left, int columns)
    {
        // A character that is wider than the line stands in it all the same.
        var fitting = Math.Max(TextWidth.CountThatFits(left, columns), char.IsHighSurrogate(left[0]) ? 2 : 1);
        if (fitting >= left.Length) return left.Length;
        if (left[fitting] == ' ') return fitting;

        var blank = left[..fitting].LastIndexOf(' ');
        return blank > 0 ? blank : fitting;
    }
}
