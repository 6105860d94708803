namespace Swictation.Daemon.Speech.Audio;

/// <summary>The value of <c>--source</c>.</summary>
internal abstract record SourceSpec
{
    /// <summary>The possible values, for messages.</summary>
    public const string Forms =
        "one of alsa[:DEVICE], file:PATH, file:PATH?pace=max, file:-, text:PATH, text:-, naudio-file:PATH, none";

    /// <summary>The possible values in place of one that is no source, for messages.</summary>
    public static string Expected(string spec) => spec.Split(':', 2) switch
    {
        ["file" or "naudio-file", var file] when FileSourceSpec.Option(file) is { } option =>
            $"{FileSourceSpec.OptionForms}, not {option} (a name that ends like this gets ?pace=spoken behind it)",
        ["naudio", ..] => "alsa[:DEVICE]: NAudio has no microphone on Linux",
        _ => Forms,
    };

    private SourceSpec()
    {
    }

    /// <summary><c>alsa[:DEVICE]</c></summary>
    public sealed record Alsa(string Device) : SourceSpec;

    /// <summary><c>file:PATH</c>, paced as it was spoken, or <c>file:PATH?pace=max</c>.</summary>
    public sealed record AudioFile(FileSourceSpec File) : SourceSpec;

    /// <summary><c>text:PATH</c>, or <c>text:-</c> for standard input (null).</summary>
    public sealed record Text(string? Path) : SourceSpec;

    /// <summary><c>naudio-file:PATH</c>, as <see cref="AudioFile"/>, decoded and resampled by NAudio.</summary>
    public sealed record NAudioFile(FileSourceSpec File) : SourceSpec;

    /// <summary><c>none</c>: no sound at all.</summary>
    public sealed record None : SourceSpec;

    /// <summary>The source that a text describes; null if it describes none.</summary>
    public static SourceSpec? Parse(string spec)
    {
        var (kind, rest) = spec.Split(':', 2) is [var first, var second] ? (first, second) : (spec, null);
        return (kind, rest) switch
        {
            ("alsa", _) => new Alsa(string.IsNullOrEmpty(rest) ? "default" : rest),
            ("none", null) => new None(),
            ("text", "-") => new Text(null),
            ("text", { Length: > 0 }) => new Text(rest),
            ("file", not null) when FileSourceSpec.Parse(rest) is { } file => new AudioFile(file),
            ("naudio-file", not null) when FileSourceSpec.Parse(rest) is { } file =>
                new NAudioFile(file),
            _ => null,
        };
    }
}
