using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// What a session may choose: the recognisers that the configuration names, the installed models of Whisper, and <c>auto</c> and
/// <c>pocketsphinx</c>. No other specification of a client's: a program could be one.
/// </summary>
/// <param name="standard">The daemon's own, which a choice of a language alone means.</param>
/// <param name="library">As of <see cref="TranscriberChoice.Of"/>.</param>
/// <param name="models">The user's; null if there is no place for them.</param>
internal sealed class OfferedTranscribers(
    TranscriberSpec standard, NamedTranscribers named, string? library, ModelDirectory? models)
{
    private const int LongestLanguage = 16;

    /// <exception cref="TranscriberException">There is none; the message names what there is.</exception>
    public TranscriberSpec Resolve(RecogniserChoice choice)
    {
        var spec = choice.Transcriber is not { } name ? standard
            : named.Find(name) ?? Installed(name) ?? OfThisMachine(name) ?? throw Unknown(name);
        var here = TranscriberChoice.Of(spec, library, models).Transcriber;
        return choice.Language is { } language ? In(language, here) : here;
    }

    private static TranscriberSpec In(string language, TranscriberSpec spec)
    {
        if (language.Length is 0 or > LongestLanguage || !language.All(char.IsAsciiLetterLower))
            throw new TranscriberException("language", "is no short form of a language; write de, en or auto, for example");

        return spec switch
        {
            TranscriberSpec.Whisper { Model: var model } => new TranscriberSpec.Whisper(model with { Language = language }),
            TranscriberSpec.Server { Place: var place } => new TranscriberSpec.Server(place with { Language = language }),
            _ => throw new TranscriberException(
                "language", "cannot be chosen for a recogniser other than whisper: and server:; choose one by its name"),
        };
    }

    // What runs no program that somebody could name, and leaves the machine for nobody.
    private TranscriberSpec? OfThisMachine(string name) => TranscriberSpec.Parse(name) switch
    {
        TranscriberSpec.Auto auto => auto,
        TranscriberSpec.PocketSphinx { ModelDirectory: null } sphinx => sphinx,
        TranscriberSpec.Whisper { Model: { Path: var model } whisper } when whisper == new WhisperSpec(model) => Installed(model),
        _ => null,
    };

    // From the list, so that a name from outside is never part of a path.
    private TranscriberSpec.Whisper? Installed(string name) =>
        Models().FirstOrDefault(model => model.Name == name) is { } installed ? new(new(installed.Path)) : null;

    private IEnumerable<InstalledModel> Models()
    {
        try
        {
            return models?.List().Where(model => model.Kind == ModelKind.Recogniser) ?? [];
        }
        catch (ModelException e)
        {
            throw new TranscriberException(e.Thing, e.Reason);
        }
    }

    private TranscriberException Unknown(string name)
    {
        var there = named.Names.Concat(Models().Select(model => model.Name)).Distinct().ToList();
        var shown = name.Length <= LongestLanguage ? name : "transcriber";
        return new(shown, there.Count > 0
            ? $"is no recogniser of this daemon; there are {string.Join(", ", there)}"
            : "is no recogniser of this daemon; the setting transcribers gives recognisers names, and no model of Whisper is installed");
    }
}
