using System.Runtime.InteropServices;

namespace Swictation.Benchmarks.Stages;

/// <summary>Writes a WAV file of 16-bit samples.</summary>
internal static class SoundFile
{
    private const int HeaderBytes = 36;

    /// <summary>Each sample is written to every channel.</summary>
    public static void Write(string path, ReadOnlySpan<short> samples, int sampleRate, short channels)
    {
        var interleaved = new short[samples.Length * channels];
        for (var i = 0; i < interleaved.Length; i++) interleaved[i] = samples[i / channels];
        var bytes = MemoryMarshal.AsBytes<short>(interleaved);
        using var file = new BinaryWriter(File.Create(path));
        file.Write("RIFF"u8);
        file.Write(HeaderBytes + bytes.Length);
        file.Write("WAVEfmt "u8);
        file.Write(16);
        file.Write((short)1);
        file.Write(channels);
        file.Write(sampleRate);
        file.Write(sampleRate * channels * sizeof(short));
        file.Write((short)(channels * sizeof(short)));
        file.Write((short)16);
        file.Write("data"u8);
        file.Write(bytes.Length);
        file.Write(bytes);
    }
}
