using System.Globalization;

namespace Swictation.Daemon.Speech.Audio;

/// <summary>The part behind <c>file:</c> in <c>--source</c>: a path, and options such as <c>?pace=max&amp;channel=2</c>.</summary>
/// <param name="Path"><c>-</c> is standard input.</param>
/// <param name="Channel">Counted from 1; null for the loudest.</param>
internal readonly record struct FileSourceSpec(string Path, Pace Pace, int? Channel = null)
{
    /// <summary>The options behind the path, for messages.</summary>
    public const string OptionForms = "?pace=max, ?pace=spoken or ?channel=N behind the path, with & between two";

    /// <summary>
    /// The file that a text describes; null if it describes none. A question mark is a legal character of a path, so
    /// only text with an equals sign and no slash behind the last one counts as an option. A file with such a name
    /// needs <c>?pace=spoken</c>, the default, behind it.
    /// </summary>
    public static FileSourceSpec? Parse(string text)
    {
        if (Option(text) is not { } option) return text.Length > 0 ? new(text, Pace.AsSpoken) : null;

        var file = new FileSourceSpec(text[..^option.Length], Pace.AsSpoken);
        if (file.Path.Length == 0) return null;
        var parts = option[1..].Split('&');
        if (parts.DistinctBy(part => part.Split('=')[0]).Count() < parts.Length) return null;
        foreach (var part in parts)
        {
            if (file.With(part) is not { } changed) return null;
            file = changed;
        }

        return file;
    }

    private FileSourceSpec? With(string option) => option.Split('=') switch
    {
        ["pace", "max"] => this with { Pace = Pace.Max },
        ["pace", "spoken"] => this with { Pace = Pace.AsSpoken },
        ["channel", var number]
            when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var channel) && channel > 0 =>
            this with { Channel = channel },
        _ => null,
    };

    /// <summary>The part of a text in the place of an option, with the question mark; null if there is none.</summary>
    public static string? Option(string text) =>
        text.LastIndexOf('?') is >= 0 and var at && text[at..] is var option
            && option.Contains('=', StringComparison.Ordinal) && !option.Contains('/', StringComparison.Ordinal)
            ? option
            : null;
}
