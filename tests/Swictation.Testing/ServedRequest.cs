using System.Globalization;

namespace Swictation.Testing;

/// <summary>A request that a <see cref="FileServer"/> has got.</summary>
/// <param name="Path">As it was asked for.</param>
/// <param name="Headers">By their names in small letters.</param>
public sealed record ServedRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>From where on the file is wanted; null for all of it.</summary>
    public int? From => Headers.TryGetValue("range", out var range)
        ? int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture)
        : null;
}
