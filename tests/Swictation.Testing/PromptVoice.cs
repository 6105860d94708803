using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Swictation.Testing;

/// <summary>
/// Somebody who has recorded the prompts of telephone systems: a Debian package for each, GSM at 8 kHz, whole sentences
/// and single words.
/// </summary>
/// <param name="Package">Debian's, at most 2.5 MB to download.</param>
/// <param name="Name">That of the directory into which it puts the recordings: the language first.</param>
public sealed record PromptVoice(string Package, string Name)
{
    private const int FrameBytes = 33;
    private const int FrameSamples = 160;

    // Some begin with one: the header of the file that they were made of, taken for sound.
    private const int Click = 640;

    // They are at twice the rate when they are read.
    private const int RateFactor = 2;

    private static readonly string[] WordParts = ["digits", "letters", "phonetic"];

    public static IReadOnlyList<PromptVoice> All { get; } =
    [
        new("asterisk-core-sounds-en-gsm", "en_US_f_Allison") { IsTuned = true },
        new("asterisk-prompt-fr-armelle", "fr") { IsTuned = true },
        new("asterisk-prompt-es-co", "es") { IsTuned = true },
        new("asterisk-prompt-it-menardi-gsm", "it_IT_f_Menardi"),
        new("asterisk-core-sounds-ru-gsm", "ru_RU_f_IvrvoiceRU"),
        new("asterisk-core-sounds-fr-gsm", "fr_CA_f_June") { IsInSetup = false },
        new("asterisk-core-sounds-it-gsm", "it_IT_m_Carlo") { IsInSetup = false },
    ];

    /// <summary>True if the segmenter was tuned with it too; the others were only ever measured.</summary>
    public bool IsTuned { get; private init; }

    /// <summary>True if scripts/setup installs the package.</summary>
    public bool IsInSetup { get; private init; } = true;

    public bool IsInstalled => System.IO.Directory.Exists(Directory);

    /// <summary>Those that are about as long as a sentence, in the order of their names.</summary>
    public IReadOnlyList<string> Sentences => Find(".", shortestS: 1.5, longestS: 8);

    /// <summary>Numbers, letters and the words that stand for letters.</summary>
    public IReadOnlyList<string> Words =>
        [.. WordParts.SelectMany(part => Find(part, shortestS: 0.3, longestS: 1.2))];

    /// <summary>Reads recordings with sox, at 16 kHz.</summary>
    public static IReadOnlyList<short[]> Read(IReadOnlyList<string> paths)
    {
        string[] output = ["-t", "raw", "-r", "16000", "-e", "signed", "-b", "16", "-c", "1", "-"];
        var start = new ProcessStartInfo("sox", [.. paths, .. output]) { RedirectStandardOutput = true };
        using var sox = Process.Start(start)!;
        using var bytes = new MemoryStream();
        sox.StandardOutput.BaseStream.CopyTo(bytes);
        sox.WaitForExit();
        var joined = MemoryMarshal.Cast<byte, short>(bytes.ToArray());
        var recordings = new List<short[]>();
        var at = 0;
        foreach (var path in paths)
        {
            var length = Samples(path) * RateFactor;
            recordings.Add(joined.Slice(at, length)[Click..].ToArray());
            at += length;
        }

        return recordings;
    }

    private string Directory => Path.Combine("/usr/share/asterisk/sounds", Name);

    private static int Samples(string path) => (int)(new FileInfo(path).Length / FrameBytes * FrameSamples);

    // Those that begin with tt are jokes, with noises in them.
    private IReadOnlyList<string> Find(string part, double shortestS, double longestS)
    {
        var directory = Path.Combine(Directory, part);
        if (!System.IO.Directory.Exists(directory)) return [];

        return
        [
            .. System.IO.Directory.GetFiles(directory, "*.gsm")
                .Where(path => !Path.GetFileName(path).StartsWith("tt-", StringComparison.Ordinal))
                .Where(path => Samples(path) / 8_000.0 is var length && length >= shortestS && length <= longestS)
                .Order(StringComparer.Ordinal),
        ];
    }
}
