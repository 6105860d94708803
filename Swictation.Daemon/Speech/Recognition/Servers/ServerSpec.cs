namespace Swictation.Daemon.Speech.Recognition.Servers;

/// <summary>
/// The part behind <c>server:</c> in <c>--transcriber</c>: the URL of a server that takes OpenAI's form of a transcription,
/// and options behind a question mark, as in <c>http://127.0.0.1:8080?model=base&amp;language=de</c>.
/// </summary>
/// <param name="Url">Where segments are posted to.</param>
internal sealed record ServerSpec(Uri Url)
{
    /// <summary>The options behind the question mark, for messages.</summary>
    public const string OptionForms = "?model=NAME&language=en&prompt=TEXT&key_file=FILE";

    // What OpenAI's form has for a URL that names the machine alone.
    private const string StandardPath = "/v1/audio/transcriptions";
    private const string StandardModel = "whisper-1";

    /// <summary>The server's name for the model.</summary>
    public string Model { get; init; } = StandardModel;

    /// <summary>The language that is spoken, in its short form; null: the server finds out.</summary>
    public string? Language { get; init; }

    /// <summary>Words that may come up, spelt as wanted.</summary>
    public string? Prompt { get; init; }

    /// <summary>A file that holds the key which the server asks for; null for none, or the one in the environment.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The machine and the port, for messages.</summary>
    public string Name => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>
    /// The server that a text describes; null if it describes none. A URL has no user, and no query of its own: what is
    /// behind its question mark are options.
    /// </summary>
    public static ServerSpec? Parse(string text)
    {
        var parts = text.Split('?', 2);
        if (!Uri.TryCreate(parts[0], UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url is not { Host.Length: > 0, UserInfo: "", Fragment: "" })
            return null;

        var spec = new ServerSpec(url.AbsolutePath == "/" ? new Uri(url, StandardPath) : url);
        return parts is [_, var options]
            ? options.Split('&').Aggregate((ServerSpec?)spec, (some, option) => some?.With(option.Split('=', 2)))
            : spec;
    }

    /// <summary>The text that <see cref="Parse"/> makes this of.</summary>
    public string Write()
    {
        var options = $"?model={Uri.EscapeDataString(Model)}";
        if (Language is { } language) options += $"&language={language}";
        if (Prompt is { } prompt) options += $"&prompt={Uri.EscapeDataString(prompt)}";
        if (KeyFile is { } file) options += $"&key_file={Uri.EscapeDataString(file)}";
        return Url.AbsoluteUri + options;
    }

    private ServerSpec? With(string[] option) => option switch
    {
        ["model", { Length: > 0 } model] => this with { Model = Uri.UnescapeDataString(model) },
        ["language", { Length: > 0 } language] when language.All(char.IsAsciiLetterLower) =>
            this with { Language = language },
        ["prompt", { Length: > 0 } prompt] => this with { Prompt = Uri.UnescapeDataString(prompt) },
        ["key_file", { Length: > 0 } file] => this with { KeyFile = Uri.UnescapeDataString(file) },
        _ => null,
    };
}
