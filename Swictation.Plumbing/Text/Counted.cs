using System.Globalization;

namespace Swictation.Plumbing.Text;

/// <summary>A number with its noun, for sentences.</summary>
public static class Counted
{
    /// <summary><c>1 segment</c>, <c>5 segments</c>.</summary>
    /// <param name="noun">In the singular, of those that take an s.</param>
    public static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
