namespace Swictation.Daemon.Audio;

/// <summary>What stands behind <c>file:</c> in <c>--source</c>: a path, and <c>?pace=max</c> if wanted.</summary>
internal readonly record struct FileSourceSpec(string Path, Pace Pace)
{
    private const string MaxPaceSuffix = "?pace=max";

    /// <summary>A question mark is a legal character of a path, so only the exact suffix is not part of it.</summary>
    public static FileSourceSpec Parse(string text) => text.EndsWith(MaxPaceSuffix, StringComparison.Ordinal)
        ? new(text[..^MaxPaceSuffix.Length], Pace.Max)
        : new(text, Pace.AsSpoken);
}
