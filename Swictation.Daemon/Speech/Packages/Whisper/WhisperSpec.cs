using System.Globalization;

namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>
/// The part behind <c>whisper:</c> in <c>--transcriber</c>: a model file, and options behind a question mark, as in
/// <c>ggml-base.bin?language=de&amp;threads=4&amp;prompt=Swictation%20by%20heart</c>.
/// </summary>
/// <param name="Path">A model in Whisper's ggml form.</param>
internal sealed record WhisperSpec(string Path)
{
    /// <summary>The options behind the question mark, for messages.</summary>
    public const string OptionForms = "?language=en|auto|...&threads=N&prompt=TEXT";

    /// <summary>Whisper's word for finding the language out, for each segment anew.</summary>
    public const string AnyLanguage = "auto";

    /// <summary>The language that is spoken, in Whisper's short form, or <see cref="AnyLanguage"/>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Threads that recognise; null for what Whisper takes by itself.</summary>
    public int? Threads { get; init; }

    /// <summary>Words that may come up, spelt as wanted: given to Whisper as what was said before.</summary>
    public string? Prompt { get; init; }

    /// <summary>A directory with the build of Whisper's library that is to be loaded; null for ours.</summary>
    public string? Library { get; init; }

    /// <summary>
    /// The model that a text describes; null if it describes none. A question mark is a legal character of a path, so
    /// only what has an equals sign behind the last one is taken for options.
    /// </summary>
    public static WhisperSpec? Parse(string text)
    {
        var at = text.LastIndexOf('?');
        if (at < 0 || !text.AsSpan(at).Contains('=')) return text.Length > 0 ? new WhisperSpec(text) : null;

        WhisperSpec? spec = at > 0 ? new WhisperSpec(text[..at]) : null;
        foreach (var option in text[(at + 1)..].Split('&')) spec = spec?.With(option.Split('=', 2));
        return spec;
    }

    /// <summary>The text that <see cref="Parse"/> makes this of.</summary>
    public string Write()
    {
        var options = $"?language={Language}";
        if (Threads is { } threads) options += $"&threads={threads.ToString(CultureInfo.InvariantCulture)}";
        if (Prompt is { } prompt) options += $"&prompt={Uri.EscapeDataString(prompt)}";
        if (Library is { } library) options += $"&library={Uri.EscapeDataString(library)}";
        return Path + options;
    }

    private WhisperSpec? With(string[] option) => option switch
    {
        ["language", { Length: > 0 } language] when language.All(char.IsAsciiLetterLower) =>
            this with { Language = language },
        ["threads", var number] when int.TryParse(
            number, NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads is > 0 and <= 256 =>
            this with { Threads = threads },
        ["prompt", { Length: > 0 } prompt] => this with { Prompt = Uri.UnescapeDataString(prompt) },
        ["library", { Length: > 0 } library] => this with { Library = Uri.UnescapeDataString(library) },
        _ => null,
    };
}
