using System.Runtime.InteropServices;
using System.Text;

namespace Swictation.Daemon.Tests.Speech.Packages;

/// <summary>
/// Writes the smallest model that Whisper runs as it runs any other: whatever it hears, it says its words, once for
/// each half minute. After each token it knows but one that can follow; the encoder's weights are all zero.
/// </summary>
internal static class WhisperTestModel
{
    /// <summary>Where the token for the blank is in the file.</summary>
    public const int BlankPosition = (12 * sizeof(int)) + (2 * sizeof(int)) + FiltersLength + (2 * sizeof(int));

    private const int Vocabulary = 51_864;
    private const int EndOfText = 50_256;
    private const int StartOfTranscript = 50_257;
    private const int German = StartOfTranscript + 4;
    private const int Transcribe = 50_359;
    private const int FirstTime = 50_363;
    private const int HalfMinute = 1_500;

    private const int Width = 32;
    private const int Mels = 80;
    private const int FourierBins = 201;
    private const int FiltersLength = Mels * FourierBins * sizeof(float);
    private const int Floats = 0;
    private const int HalfFloats = 1;

    // Against 51,864 others that are all as unlikely: makes the right token one of 0.9.
    private const float Confidence = 2.4f;

    /// <param name="words">Each with a blank in front of it, none twice; at most 26.</param>
    public static void Write(string path, params string[] words) => Write(path, isMultilingual: false, words);

    /// <summary>The same for all languages: asked for the language, it hears German.</summary>
    /// <inheritdoc cref="Write(string, string[])"/>
    public static void WriteMultilingual(string path, params string[] words) => Write(path, isMultilingual: true, words);

    // With all languages there is one more token, behind the text of the vocabulary.
    private static void Write(string path, bool isMultilingual, string[] words)
    {
        var shift = isMultilingual ? 1 : 0;
        using var model = new BinaryWriter(File.Create(path));
        model.Write(0x67676d6c); // "ggml"
        int[] sizes = [Vocabulary + shift, HalfMinute, Width, 1, 1, 448, Width, 1, 1, Mels, HalfFloats];
        foreach (var size in sizes) model.Write(size);
        model.Write(Mels);
        model.Write(FourierBins);
        model.Write(new byte[FiltersLength]);
        WriteVocabulary(model, words);

        var firstTime = FirstTime + shift;
        int[] start = isMultilingual ? [StartOfTranscript + shift, German, Transcribe] : [StartOfTranscript];
        int[] chain =
            [.. start, firstTime, .. Enumerable.Range(1, words.Length), firstTime + HalfMinute, EndOfText + shift];
        WriteEncoder(model);
        WriteDecoder(model, chain, Vocabulary + shift);
    }

    // Whisper wants a token for the blank; the rest it names by itself.
    private static void WriteVocabulary(BinaryWriter model, string[] words)
    {
        string[] tokens = [" ", .. words];
        model.Write(tokens.Length);
        foreach (var token in tokens)
        {
            var bytes = Encoding.UTF8.GetBytes(token);
            model.Write(bytes.Length);
            model.Write(bytes);
        }
    }

    private static void WriteEncoder(BinaryWriter model)
    {
        Write(model, "encoder.positional_embedding", [Width, 1_500]);
        Write(model, "encoder.conv1.weight", [3, Mels, Width]);
        Write(model, "encoder.conv1.bias", [1, Width]);
        Write(model, "encoder.conv2.weight", [3, Width, Width]);
        Write(model, "encoder.conv2.bias", [1, Width]);
        Write(model, "encoder.ln_post.weight", [Width]);
        Write(model, "encoder.ln_post.bias", [Width]);
        WriteAttention(model, "encoder.blocks.0.attn");
        WriteFeedForward(model, "encoder.blocks.0", _ => 0, _ => 0, scale: 0);
    }

    /// <summary>
    /// Tokens of the chain are unit vectors; the feed-forward layer adds the next one's to each, many times as large.
    /// </summary>
    private static void WriteDecoder(BinaryWriter model, int[] chain, int vocabulary)
    {
        Write(model, "decoder.positional_embedding", [Width, 448]);
        Write(model, "decoder.token_embedding.weight", [Width, vocabulary], at =>
            Array.IndexOf(chain, at / Width) == at % Width ? Confidence : 0);
        Write(model, "decoder.ln.weight", [Width], _ => 1);
        Write(model, "decoder.ln.bias", [Width]);
        WriteAttention(model, "decoder.blocks.0.attn");
        WriteAttention(model, "decoder.blocks.0.cross_attn");
        WriteFeedForward(
            model,
            "decoder.blocks.0",
            at => at / Width < chain.Length && (at / Width) - 1 == at % Width ? 10 : 0,
            at => at / (4 * Width) == at % (4 * Width) ? 1 : 0,
            scale: 1);
    }

    private static void WriteAttention(BinaryWriter model, string name)
    {
        Write(model, $"{name}_ln.weight", [Width]);
        Write(model, $"{name}_ln.bias", [Width]);
        foreach (var part in new[] { "query", "key", "value", "out" })
        {
            Write(model, $"{name}.{part}.weight", [Width, Width]);
            if (part != "key") Write(model, $"{name}.{part}.bias", [Width]);
        }
    }

    private static void WriteFeedForward(
        BinaryWriter model, string name, Func<int, float> first, Func<int, float> second, float scale)
    {
        Write(model, $"{name}.mlp_ln.weight", [Width], _ => scale);
        Write(model, $"{name}.mlp_ln.bias", [Width]);
        Write(model, $"{name}.mlp.0.weight", [Width, 4 * Width], first);
        Write(model, $"{name}.mlp.0.bias", [4 * Width]);
        Write(model, $"{name}.mlp.2.weight", [4 * Width, Width], second);
        Write(model, $"{name}.mlp.2.bias", [Width]);
    }

    // Weights of matrices are half as long as all other floats.
    private static void Write(BinaryWriter model, string name, int[] shape, Func<int, float>? value = null)
    {
        var isHalf = shape.Length > 1 && name.EndsWith(".weight", StringComparison.Ordinal);
        model.Write(shape.Length);
        model.Write(name.Length);
        model.Write(isHalf ? HalfFloats : Floats);
        foreach (var size in shape) model.Write(size);
        model.Write(Encoding.ASCII.GetBytes(name));
        var values = new float[shape.Aggregate((a, b) => a * b)];
        if (value is not null)
        {
            for (var at = 0; at < values.Length; at++) values[at] = value(at);
        }

        model.Write(isHalf
            ? MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, single => (Half)single))
            : MemoryMarshal.AsBytes<float>(values));
    }
}
