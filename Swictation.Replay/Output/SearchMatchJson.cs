using Swictation.Domain.Language;

namespace Swictation.Replay.Output;

/// <summary>A part of a text.</summary>
/// <param name="Start">Characters (Unicode code points) before it.</param>
/// <param name="Length">Its characters.</param>
internal sealed record SearchMatchJson(int Start, int Length)
{
    public static SearchMatchJson Of(TextSpan mark, string text) =>
        new(Characters(text.AsSpan(0, mark.Start)), Characters(text.AsSpan(mark.Start, mark.Length)));

    private static int Characters(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }
}
