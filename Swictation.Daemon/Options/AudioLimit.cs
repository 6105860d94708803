using System.Globalization;

namespace Swictation.Daemon.Options;

/// <summary>The values of <c>--keep-audio-size</c>.</summary>
/// <param name="Bytes">How much audio is kept at most; null for no limit.</param>
internal readonly record struct AudioLimit(long? Bytes)
{
    public const string Standard = "unlimited";

    /// <summary>The valid forms, for messages.</summary>
    public const string Forms = "unlimited, or a size such as 500M, 5G or 1T (millions of bytes and so on), from 1M to 1000T";

    private const string Units = "MGT";
    private const long Least = 1_000_000;
    private const long Thousand = 1_000;
    private const int MostDigits = 7;

    /// <summary>Null for an invalid value.</summary>
    public static AudioLimit? Parse(string text)
    {
        if (text == Standard) return new(null);
        if (text.Length is < 2 or > MostDigits + 1 || Units.IndexOf(char.ToUpperInvariant(text[^1])) is not (>= 0 and var unit)) return null;
        if (!long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;

        var bytes = (Int128)count * Least;
        for (; unit > 0; unit--) bytes *= Thousand;
        return bytes >= Least && bytes <= (Int128)Least * Thousand * Thousand * Thousand ? new((long)bytes) : null;
    }
}
