using System.Buffers.Binary;

namespace Swictation.Testing;

/// <summary>
/// Reads and writes 16-bit PCM WAV files, written apart from what the daemon uses so that tests can check it.
/// </summary>
public static class WavFile
{
    private const int HeaderBytes = 44;

    /// <summary>Writes samples, interleaved when there is more than one channel.</summary>
    public static void Write(string path, ReadOnlySpan<short> samples, int sampleRate = 16_000, int channels = 1)
    {
        var bytes = new byte[HeaderBytes + (samples.Length * sizeof(short))];
        var header = bytes.AsSpan(0, HeaderBytes);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], sampleRate * channels * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)(channels * sizeof(short)));
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], samples.Length * sizeof(short));
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(HeaderBytes + (i * sizeof(short))), samples[i]);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>The samples of a 16-bit PCM WAV file, interleaved when it has more than one channel.</summary>
    public static short[] ReadSamples(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var chunk = 12;
        while (!bytes.AsSpan(chunk, 4).SequenceEqual("data"u8))
            chunk += 8 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(chunk + 4));

        var samples = new short[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(chunk + 4)) / sizeof(short)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(chunk + 8 + (i * sizeof(short))));
        return samples;
    }
}
