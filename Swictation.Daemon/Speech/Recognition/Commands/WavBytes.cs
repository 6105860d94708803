using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Recognition.Commands;

/// <summary>Samples as a WAV file: 16-bit PCM, one channel, in <see cref="AudioFormat"/>.</summary>
internal static class WavBytes
{
    private const int HeaderBytes = 44;
    private const int FormatBytes = 16;
    private const short Pcm = 1;
    private const short Channels = 1;

    public static byte[] Of(ReadOnlySpan<short> samples)
    {
        var data = MemoryMarshal.AsBytes(samples);
        var file = new byte[HeaderBytes + data.Length];
        var header = file.AsSpan();
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], FormatBytes);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], AudioFormat.SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], AudioFormat.SamplesPerSecond * sizeof(short) * Channels);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], sizeof(short) * Channels);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], sizeof(short) * 8);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], data.Length);
        data.CopyTo(header[HeaderBytes..]);
        return file;
    }
}
