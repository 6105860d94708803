namespace Swictation.Daemon.Audio;

/// <summary>What stands behind <c>file:</c> in <c>--source</c>: a path, and <c>?pace=max</c> if wanted.</summary>
internal readonly record struct FileSourceSpec(string Path, Pace Pace)
{
    private const string PaceSuffix = "?pace=";
    private const string MaxPace = "max";

    /// <summary>
    /// Null for another pace. A question mark is a legal character of a path: only what looks like a pace is none of
    /// it.
    /// </summary>
    public static FileSourceSpec? Parse(string text)
    {
        var suffix = text.LastIndexOf(PaceSuffix, StringComparison.Ordinal);
        if (suffix < 0 || text.IndexOf('/', suffix) >= 0) return new(text, Pace.AsSpoken);

        return text[(suffix + PaceSuffix.Length)..] == MaxPace ? new(text[..suffix], Pace.Max) : null;
    }
}
