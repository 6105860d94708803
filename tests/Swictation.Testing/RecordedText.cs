namespace Swictation.Testing;

/// <summary>
/// Texts that stay what they are unless somebody means them to change: recorded in files beside the tests. With
/// <c>SWICTATION_RECORD=1</c> in the environment they are written instead of compared.
/// </summary>
public static class RecordedText
{
    private static readonly bool IsRecording = Environment.GetEnvironmentVariable("SWICTATION_RECORD") == "1";

    /// <summary>What is recorded; the text itself while that is being recorded.</summary>
    /// <param name="path">The file, from the root of the repository.</param>
    /// <exception cref="FileNotFoundException">Nothing is recorded there.</exception>
    public static string Of(string path, string text)
    {
        var file = Path.Combine(Repository.Root, path);
        if (IsRecording)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new FileNotFoundException($"{path} is not there; run the test with SWICTATION_RECORD=1 to record it", file);
    }
}
