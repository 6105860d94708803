namespace Swictation.Testing;

/// <summary>
/// Real weights of Silero's voice activity detector, where there are any: in the file that
/// <c>SWICTATION_TEST_SPEECH_MODEL</c> names, or among the user's models.
/// </summary>
public static class SpeechModel
{
    public const string Variable = "SWICTATION_TEST_SPEECH_MODEL";

    /// <summary>Null where there are none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : Installed();

    private static string? Installed()
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var models = System.IO.Path.Combine(data, "swictation", "models");
        return Directory.Exists(models)
            ? Directory.EnumerateFiles(models, "ggml-silero-*.bin").Order(StringComparer.Ordinal).LastOrDefault()
            : null;
    }
}
