using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>The three parts of a model directory.</summary>
/// <param name="AcousticModel">A directory that holds <c>mdef</c>: the model directory itself or one inside it.</param>
/// <param name="LanguageModel">A <c>*.lm.bin</c> or <c>*.lm</c> file.</param>
/// <param name="Dictionary">A <c>*.dict</c> file.</param>
internal sealed record PocketSphinxModel(string AcousticModel, string LanguageModel, string Dictionary)
{
    /// <summary>The directory of the model in Debian's pocketsphinx-en-us.</summary>
    public const string DebianDirectory = "/usr/share/pocketsphinx/model/en-us";

    /// <exception cref="TranscriberException">A part is missing or invalid; names it.</exception>
    public static PocketSphinxModel Find(string directory)
    {
        if (!Directory.Exists(directory)) throw Missing(directory, "is no model directory");
        try
        {
            var acousticModel = Directory.EnumerateDirectories(directory)
                .Order(StringComparer.Ordinal)
                .Prepend(directory)
                .FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, "mdef")))
                ?? throw Missing(directory, "holds no acoustic model (a directory with the file mdef)");
            AcousticModelFiles.ThrowIfBroken(acousticModel);
            var languageModel = FindFile(directory, "*.lm.bin", acousticModel)
                ?? FindFile(directory, "*.lm", acousticModel)
                ?? throw Missing(directory, "holds no language model (*.lm.bin or *.lm)");
            var dictionary = FindFile(directory, "*.dict", acousticModel)
                ?? throw Missing(directory, "holds no dictionary (*.dict)");
            return new PocketSphinxModel(acousticModel, languageModel, dictionary);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new TranscriberException(directory, "cannot be read; check the permissions of the model's files");
        }
    }

    /// <summary>
    /// With several to choose from, the one that is named after the acoustic model: Debian's directory holds a model
    /// of phones (en-us-phone.lm.bin) beside that of words (en-us.lm.bin).
    /// </summary>
    private static string? FindFile(string directory, string pattern, string acousticModel)
    {
        var namesake = pattern.Replace("*", Path.GetFileName(acousticModel), StringComparison.Ordinal);
        return Directory.EnumerateFiles(directory, pattern)
            .OrderByDescending(file => Path.GetFileName(file) == namesake)
            .ThenBy(file => file, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static TranscriberException Missing(string directory, string what) => new(
        directory,
        $"{what}; name another directory (pocketsphinx:MODELDIR) "
            + "or install Debian's model with: apt install pocketsphinx-en-us");
}
