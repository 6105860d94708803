using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>What a recogniser of ours says it is, for the log.</summary>
internal static class RecogniserDescription
{
    /// <summary>Reads the whole model for its checksum: beside the loading, which reads it too.</summary>
    /// <exception cref="TranscriberException">A part of the model is missing.</exception>
    public static Recogniser Describe(this TranscriberSpec spec) => spec switch
    {
        TranscriberSpec.PocketSphinx { ModelDirectory: var given } => PocketSphinx(
            given ?? PocketSphinxModel.DebianDirectory),
        TranscriberSpec.Whisper { Model: var model } => new(
            "whisper", model.Path, ModelChecksum.Of([model.Path]), model.Language, SettingsOf(model)),
        TranscriberSpec.Server { Place: var server } => new(
            "server", server.Model, Language: server.Language ?? WhisperSpec.AnyLanguage, Settings: SettingsOf(server)),
        // Its arguments may hold what is nobody's business.
        TranscriberSpec.Command command => new("command", Commands.CommandWords.Split(command.CommandLine)![0]),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "A recogniser that describes itself."),
    };

    /// <summary>The same as the first reply of a worker.</summary>
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

    private static Recogniser PocketSphinx(string directory)
    {
        var model = PocketSphinxModel.Find(directory);
        var files = Directory.EnumerateFiles(model.AcousticModel).Order(StringComparer.Ordinal);
        return new(
            "pocketsphinx", directory, ModelChecksum.Of([.. files, model.LanguageModel, model.Dictionary]));
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
