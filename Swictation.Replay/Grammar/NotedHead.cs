using System.Globalization;

namespace Swictation.Replay.Grammar;

/// <summary>A position of a log, a hash that was noted, or both: <c>4711</c>, 64 hexadecimal digits, or <c>4711:9f86…</c>.</summary>
internal readonly record struct NotedHead(long? Position, string? Hash)
{
    public const string Forms = "a position, a hash of 64 hexadecimal digits, or both as verify prints them (POSITION:HASH)";

    private const int Digits = 64;

    /// <summary>Null where the text is none of these.</summary>
    public static NotedHead? Parse(string text)
    {
        var parts = text.Split(':');
        return parts switch
        {
            [var hash] when IsHash(hash) => new(null, hash.ToLowerInvariant()),
            [var digits] when IsPosition(digits, out var position) => new(position, null),
            [var digits, var hash] when IsPosition(digits, out var position) && IsHash(hash) => new(position, hash.ToLowerInvariant()),
            _ => null,
        };
    }

    private static bool IsHash(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigit);

    private static bool IsPosition(string text, out long position) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position);
}
