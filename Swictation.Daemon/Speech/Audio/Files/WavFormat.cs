using System.Buffers.Binary;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>The <c>fmt</c> chunk of a WAV file whose samples stand in it uncompressed.</summary>
/// <param name="Tag">WAVE_FORMAT_PCM and so on.</param>
internal readonly record struct WavFormat(int Tag, int Channels, int SampleRate, int Bits)
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int ALaw = 6;
    private const int MuLaw = 7;
    private const int Extensible = 0xFFFE;
    private const int MostChannels = 1024;

    public bool IsFloat => Tag == Float;

    public int FrameBytes => Channels * (Bits / 8);

    /// <summary>Null for a format whose samples are compressed, or that is none.</summary>
    public static WavFormat? Parse(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < 16) return null;

        var tag = (int)BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        // The real tag begins the identifier of the sub-format.
        if (tag == Extensible && chunk.Length >= 26) tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        var format = new WavFormat(
            tag,
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]),
            BinaryPrimitives.ReadInt32LittleEndian(chunk[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]));
        var isKnown = format is { Tag: Pcm, Bits: 8 or 16 or 24 or 32 } or { Tag: Float, Bits: 32 or 64 }
            or { Tag: ALaw or MuLaw, Bits: 8 };
        return isKnown && format is { Channels: > 0 and <= MostChannels, SampleRate: > 0 } ? format : null;
    }

    /// <param name="samples">One for each sample in the bytes.</param>
    public void Decode(ReadOnlySpan<byte> bytes, Span<float> samples)
    {
        var size = Bits / 8;
        for (var i = 0; i < samples.Length; i++) samples[i] = Decode(bytes.Slice(i * size, size));
    }

    private float Decode(ReadOnlySpan<byte> sample) => (Tag, Bits) switch
    {
        (Float, 32) => BinaryPrimitives.ReadSingleLittleEndian(sample),
        (Float, _) => (float)BinaryPrimitives.ReadDoubleLittleEndian(sample),
        (ALaw, _) => FromALaw(sample[0]),
        (MuLaw, _) => FromMuLaw(sample[0]),
        (_, 8) => (sample[0] - 128) / 128f,
        (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768f,
        (_, 24) => ((sample[0] << 8) | (sample[1] << 16) | (sample[2] << 24)) / 2147483648f,
        _ => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f,
    };

    // G.711: a sign, three bits of exponent, four of the mantissa.
    private static float FromALaw(byte coded)
    {
        var code = coded ^ 0x55;
        var exponent = (code >> 4) & 7;
        var value = ((code & 15) << 4) + (exponent == 0 ? 8 : 0x108);
        if (exponent > 1) value <<= exponent - 1;
        return ((code & 0x80) != 0 ? value : -value) / 32768f;
    }

    private static float FromMuLaw(byte coded)
    {
        var code = ~coded & 0xFF;
        var value = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
        return ((code & 0x80) != 0 ? -value : value) / 32768f;
    }
}
