namespace Swictation.Daemon.Options;

/// <summary>What <c>--transcriber</c> says.</summary>
internal abstract record TranscriberSpec
{
    /// <summary>What can be said, for messages.</summary>
    public const string Forms = "pocketsphinx[:MODELDIR]";

    private TranscriberSpec()
    {
    }

    /// <summary><c>pocketsphinx[:MODELDIR]</c>; null for the model that Debian installs.</summary>
    public sealed record PocketSphinx(string? ModelDirectory) : TranscriberSpec;

    /// <summary>The recogniser that a text describes; null if it describes none.</summary>
    public static TranscriberSpec? Parse(string spec)
    {
        var (kind, rest) = spec.Split(':', 2) is [var first, var second] ? (first, second) : (spec, null);
        return kind == "pocketsphinx" ? new PocketSphinx(string.IsNullOrEmpty(rest) ? null : rest) : null;
    }
}
