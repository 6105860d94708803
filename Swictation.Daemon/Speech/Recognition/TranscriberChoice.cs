using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>The recogniser that a setting comes to on this machine.</summary>
/// <param name="Transcriber">Never <see cref="TranscriberSpec.Auto"/>; a model is a path.</param>
/// <param name="Advice">What to do for better text; null where that is not known.</param>
internal sealed record TranscriberChoice(TranscriberSpec Transcriber, string? Advice)
{
    /// <summary>
    /// <c>auto</c> is the most accurate of Whisper's models that are installed, where this machine can run it, else
    /// PocketSphinx. A name of an installed model becomes its path.
    /// </summary>
    /// <param name="library">A directory with another build of Whisper's library; null for ours.</param>
    /// <param name="models">The user's; null if there is no place for them.</param>
    /// <exception cref="TranscriberException">It names a model that is not here.</exception>
    public static TranscriberChoice Of(TranscriberSpec spec, string? library, ModelDirectory? models) => spec switch
    {
        TranscriberSpec.Auto => OfAuto(library, models),
        TranscriberSpec.Whisper { Model: var model } => new(
            new TranscriberSpec.Whisper(WithPath(model, models) with { Library = model.Library ?? library }), Advice: null),
        _ => new(spec, Advice: null),
    };

    private static TranscriberChoice OfAuto(string? library, ModelDirectory? models)
    {
        if (Best(models) is not { } best)
        {
            return new(
                new TranscriberSpec.PocketSphinx(null),
                "PocketSphinx is taken, because no model of Whisper is installed. For better text: swictation-daemon models get "
                    + ModelCatalogue.Advised);
        }

        return WhisperLibrary.Obstacle(library) is { } obstacle
            ? new(new TranscriberSpec.PocketSphinx(null), $"PocketSphinx is taken, because Whisper cannot run: {obstacle}")
            : new(new TranscriberSpec.Whisper(new(best.Path) { Library = library }), Advice: null);
    }

    private static InstalledModel? Best(ModelDirectory? models)
    {
        try
        {
            return models is null ? null : InstalledModels.BestWhisper(models.List());
        }
        catch (ModelException e)
        {
            throw new TranscriberException(e.Thing, e.Reason);
        }
    }

    // A file wins over a name: what worked before goes on to work.
    private static WhisperSpec WithPath(WhisperSpec model, ModelDirectory? models)
    {
        if (model.Path.Contains('/', StringComparison.Ordinal) || File.Exists(model.Path) || models is null) return model;
        if (models.Find(model.Path) is { } installed) return model with { Path = installed.Path };
        throw new TranscriberException(model.Path, ModelCatalogue.Find(model.Path) is { } known
            ? $"is not installed; swictation-daemon models get {known.Name}"
            : $"is neither a file nor a model in {models.Path}; swictation-daemon models list names them");
    }
}
