using System.Buffers;

namespace Swictation.Replay.Output;

/// <summary>Fields of comma-separated values after RFC 4180.</summary>
internal static class CsvText
{
    public const string EndOfRow = "\r\n";

    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>In quotes where it needs them.</summary>
    public static string Field(string text) => text.AsSpan().ContainsAny(Special)
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
