namespace Swictation.Daemon.Speech.Audio;

/// <summary>The part behind <c>file:</c> in <c>--source</c>: a path, and <c>?pace=max</c> if wanted.</summary>
internal readonly record struct FileSourceSpec(string Path, Pace Pace)
{
    /// <summary>The options behind the path, for messages.</summary>
    public const string OptionForms = "?pace=max or ?pace=spoken behind the path";

    /// <summary>
    /// The file that a text describes; null if it describes none. A question mark is a legal character of a path, so
    /// only text with an equals sign and no slash behind the last one counts as an option. A file with such a name
    /// needs <c>?pace=spoken</c>, the default, behind it.
    /// </summary>
    public static FileSourceSpec? Parse(string text)
    {
        if (Option(text) is not { } option) return text.Length > 0 ? new(text, Pace.AsSpoken) : null;

        var path = text[..^option.Length];
        return (path, option) switch
        {
            ({ Length: 0 }, _) => null,
            (_, "?pace=max") => new(path, Pace.Max),
            (_, "?pace=spoken") => new(path, Pace.AsSpoken),
            _ => null,
        };
    }

    /// <summary>The part of a text in the place of an option, with the question mark; null if there is none.</summary>
    public static string? Option(string text) =>
        text.LastIndexOf('?') is >= 0 and var at && text[at..] is var option
            && option.Contains('=', StringComparison.Ordinal) && !option.Contains('/', StringComparison.Ordinal)
            ? option
            : null;
}
