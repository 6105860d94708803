namespace Swictation.Benchmarks.Recognisers;

/// <summary>A recording and what is said in it.</summary>
/// <param name="Path">A sound file.</param>
/// <param name="Text">As it was written down.</param>
internal sealed record Utterance(string Path, string Text)
{
    private const string TestData = "/usr/share/pocketsphinx/test/data/librivox";

    /// <summary>The recordings of a directory: <c>NAME.wav</c> beside <c>NAME.txt</c>.</summary>
    /// <param name="directory">Null for the five sentences of Debian's pocketsphinx-testdata.</param>
    /// <exception cref="BenchmarkFailedException">There are none.</exception>
    public static IReadOnlyList<Utterance> In(string? directory)
    {
        try
        {
            Utterance[] found = directory is null ? [.. OfTestData()] : [.. OfDirectory(directory)];
            return found.Length > 0 ? found : throw new BenchmarkFailedException(
                $"{directory ?? TestData} holds no sound file NAME.wav with a NAME.txt beside it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkFailedException($"{directory ?? TestData} cannot be read: {e.Message}");
        }
    }

    private static IEnumerable<Utterance> OfDirectory(string directory) =>
        from path in Directory.EnumerateFiles(directory, "*.wav").Order(StringComparer.Ordinal)
        let text = System.IO.Path.ChangeExtension(path, ".txt")
        where File.Exists(text)
        select new Utterance(path, File.ReadAllText(text));

    // A line is "<s> the words </s> (name)".
    private static IEnumerable<Utterance> OfTestData() =>
        from line in File.ReadLines(System.IO.Path.Combine(TestData, "transcription"))
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words.Length > 0
        select new Utterance(
            System.IO.Path.Combine(TestData, words[^1].Trim('(', ')') + ".wav"),
            string.Join(' ', words[..^1].Where(word => word is not ("<s>" or "</s>"))));
}
