using System.Globalization;

namespace Swictation.Replay.Grammar;

/// <summary>Positions in the log as people write them: <c>seq:4711</c>.</summary>
internal static class LogPosition
{
    public const string Prefix = "seq:";

    public static string Text(long position) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{position}");

    /// <summary>Null where the text is none with the prefix.</summary>
    public static long? Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) ? ParseNumber(text[Prefix.Length..]) : null;

    /// <summary>One without the prefix; null where the text is none.</summary>
    public static long? ParseNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
