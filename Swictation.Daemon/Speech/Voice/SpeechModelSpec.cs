using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>Which model says whether anybody speaks: <c>FILE|auto|none</c>.</summary>
/// <param name="Path">The file; null: that of the user's models, if there is one.</param>
/// <param name="IsNone">Nothing is checked.</param>
public sealed record SpeechModelSpec(string? Path, bool IsNone = false)
{
    public const string Forms = "FILE, auto or none";

    public static readonly SpeechModelSpec Auto = new(Path: null);

    public static readonly SpeechModelSpec None = new(Path: null, IsNone: true);

    /// <summary>Null for an empty text.</summary>
    public static SpeechModelSpec? Parse(string text) => text switch
    {
        "" => null,
        "auto" => Auto,
        "none" => None,
        _ => new(System.IO.Path.GetFullPath(text)),
    };

    /// <summary>The file to read; null if nothing is to be checked.</summary>
    /// <exception cref="TranscriberException">The directory of the models cannot be read.</exception>
    /// <param name="data">The directory of the user's data, which need not exist; null if there is none.</param>
    public string? Find(string? data)
    {
        if (IsNone || Path is not null) return Path;
        if (data is null || System.IO.Path.Combine(data, "models") is var models && !Directory.Exists(models)) return null;

        try
        {
            return Directory.EnumerateFiles(models, "ggml-silero-*.bin").Order(StringComparer.Ordinal).LastOrDefault();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TranscriberException(models, $"cannot be read ({e.Message}); check its permissions");
        }
    }

    public override string ToString() => IsNone ? "none" : Path ?? "auto";
}
