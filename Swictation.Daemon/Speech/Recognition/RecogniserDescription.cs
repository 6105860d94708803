using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>What a recogniser of ours says it is, for the log.</summary>
internal static class RecogniserDescription
{
    /// <summary>All but the checksum of its model.</summary>
    public static Recogniser Describe(this TranscriberSpec spec) => spec switch
    {
        TranscriberSpec.PocketSphinx model => new("pocketsphinx", DirectoryOf(model), Language: LanguageOf(DirectoryOf(model))),
        TranscriberSpec.Whisper { Model: var model } => new(
            "whisper", model.Path, Language: model.Language, Settings: SettingsOf(model)),
        TranscriberSpec.Server { Place: var server } => new(
            "server", server.Model, Language: server.Language ?? WhisperSpec.AnyLanguage, Settings: SettingsOf(server)),
        // Its arguments may hold what is nobody's business.
        TranscriberSpec.Command command => new("command", Commands.CommandWords.Split(command.CommandLine)![0]),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "A recogniser that describes itself."),
    };

    /// <summary>The checksum of its model, which is read to its end. Null where it has none, or not all of it can be read.</summary>
    public static string? Checksum(this TranscriberSpec spec) => spec switch
    {
        TranscriberSpec.PocketSphinx model => Checksum(DirectoryOf(model)),
        TranscriberSpec.Whisper { Model: var model } => ModelChecksum.Of([model.Path]),
        _ => null,
    };

    /// <summary>The same as a reply of a worker.</summary>
    public static WorkerReply Ready(this Recogniser recogniser) => new()
    {
        Type = ReplyKind.Ready,
        Protocol = WorkerRequest.Protocol,
        Name = recogniser.Name,
        Model = recogniser.Model,
        Sha256 = recogniser.Sha256,
        Language = recogniser.Language,
        Settings = recogniser.Settings,
    };

    private static string DirectoryOf(TranscriberSpec.PocketSphinx model) =>
        model.ModelDirectory ?? PocketSphinxModel.DebianDirectory;

    // Models are named after it: en-us, cmusphinx-es-5.2.
    private static string? LanguageOf(string directory) => Path.GetFileName(Path.TrimEndingDirectorySeparator(directory))
        .Split('-', '_').FirstOrDefault(part => part.Length == 2 && part.All(char.IsAsciiLetterLower));

    private static string? Checksum(string directory)
    {
        try
        {
            var model = PocketSphinxModel.Find(directory);
            var files = Directory.EnumerateFiles(model.AcousticModel).Order(StringComparer.Ordinal);
            return ModelChecksum.Of([.. files, model.LanguageModel, model.Dictionary]);
        }
        catch (Exception e) when (e is TranscriberException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A prompt is words of the user's, and the log says only that there was one.
    private static string? SettingsOf(WhisperSpec model) => Joined(
        model.Threads is { } threads ? FormattableString.Invariant($"threads={threads}") : null,
        Prompt(model.Prompt));

    private static string? SettingsOf(Servers.ServerSpec server) =>
        Joined($"url={server.Url.AbsoluteUri}", Prompt(server.Prompt));

    private static string? Prompt(string? prompt) =>
        prompt is null ? null : FormattableString.Invariant($"prompt_characters={prompt.Length}");

    private static string? Joined(params string?[] settings) =>
        string.Join('&', settings.Where(setting => setting is not null)) is { Length: > 0 } joined ? joined : null;
}
