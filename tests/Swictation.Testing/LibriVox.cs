namespace Swictation.Testing;

/// <summary>
/// Five sentences of a read novel with their reference text, 16 kHz mono, from Debian's package pocketsphinx-testdata.
/// </summary>
public static class LibriVox
{
    public const string DirectoryPath = "/usr/share/pocketsphinx/test/data/librivox";

    /// <summary>In the order of the reference text.</summary>
    public static IReadOnlyList<LibriVoxSentence> Sentences { get; } =
        [.. File.ReadLines(Path.Combine(DirectoryPath, "transcription")).Where(line => line.Length > 0).Select(Parse)];

    /// <summary>Writes sentences into one WAV file, each followed by a pause.</summary>
    public static void Join(string path, IEnumerable<LibriVoxSentence> sentences, double pauseS)
    {
        var pause = new short[(int)(pauseS * 16_000)];
        WavFile.Write(path, [.. sentences.SelectMany(sentence => (short[])[.. sentence.ReadSamples(), .. pause])]);
    }

    /// <summary>A line is <c>&lt;s&gt; the words &lt;/s&gt; (name)</c>.</summary>
    private static LibriVoxSentence Parse(string line)
    {
        var tokens = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = tokens[..^1].Where(token => token is not ("<s>" or "</s>"));
        var path = Path.Combine(DirectoryPath, tokens[^1].Trim('(', ')') + ".wav");
        return new LibriVoxSentence(path, string.Join(' ', words));
    }
}
