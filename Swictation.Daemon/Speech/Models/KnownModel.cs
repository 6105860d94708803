namespace Swictation.Daemon.Speech.Models;

/// <summary>A published model in ggml form.</summary>
/// <param name="Name">As its publisher names it: its file is <c>ggml-NAME.bin</c>.</param>
/// <param name="Megabytes">Size of the file, in 1,000,000 bytes, as its publisher rounds it.</param>
/// <param name="Checksum">Of the whole file, in hexadecimal digits: SHA-1 with 40 of them, SHA-256 with 64.</param>
internal sealed record KnownModel(string Name, ModelKind Kind, double Megabytes, string Checksum)
{
    private const string WhisperAddress = "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/";
    private const string SpeechAddress = "https://huggingface.co/ggml-org/whisper-vad/resolve/main/";

    // Sizes are published with two or three digits.
    private const double Rounding = 0.03;

    /// <summary>Memory that it takes, in 1,000,000 bytes, as whisper.cpp says; null where it does not say.</summary>
    public int? MemoryMegabytes { get; init; }

    /// <summary>
    /// How long two cores take over a segment, whatever its length up to half a minute; null: not measured.
    /// </summary>
    public string? Speed { get; init; }

    public string FileName => ModelNames.FileOf(Name);

    /// <summary>The folder from which its publisher has it.</summary>
    public Uri Publisher => new(Kind == ModelKind.Recogniser ? WhisperAddress : SpeechAddress);

    public bool IsEnglishOnly => Kind == ModelKind.Recogniser && Name.Contains(".en", StringComparison.Ordinal);

    /// <summary>True if a file of so many bytes can be this model.</summary>
    public bool CanHave(long bytes) => Math.Abs((bytes / 1e6) - Megabytes) <= Rounding * Megabytes;
}
