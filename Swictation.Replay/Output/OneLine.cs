namespace Swictation.Replay.Output;

/// <summary>
/// Text on a line of its own: a recogniser's text may hold line breaks, and escape sequences that a terminal would
/// follow.
/// </summary>
internal static class OneLine
{
    public static string Of(string text) =>
        string.Create(text.Length, text, (line, original) =>
        {
            for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(original[i]) ? ' ' : original[i];
        });
}
