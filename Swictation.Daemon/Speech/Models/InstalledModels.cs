using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Models;

/// <summary>Chooses among the models that are there.</summary>
internal static class InstalledModels
{
    /// <summary>The most accurate of Whisper's that is whole as far as a glance shows; null if there is none.</summary>
    /// <param name="models">As <see cref="ModelDirectory.List"/> gives them.</param>
    public static InstalledModel? BestWhisper(IEnumerable<InstalledModel> models) =>
        models.LastOrDefault(model => model.Kind == ModelKind.Recogniser && IsWhole(model.Path));

    private static bool IsWhole(string path)
    {
        try
        {
            WhisperTensors.ThrowIfIncomplete(path);
            return true;
        }
        catch (TranscriberException)
        {
            return false;
        }
    }
}
