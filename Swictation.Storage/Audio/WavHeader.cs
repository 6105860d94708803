using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Swictation.Domain.Audio;

namespace Swictation.Storage.Audio;

/// <summary>The header of a WAV file of the system's one form of audio.</summary>
internal static class WavHeader
{
    public const int Bytes = 44;

    /// <summary>The header of a file with so many samples behind it.</summary>
    public static byte[] Of(long samples)
    {
        var header = new byte[Bytes];
        var data = (uint)Math.Min(samples * sizeof(short), uint.MaxValue - Bytes);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), data + Bytes - 8);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), AudioFormat.SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), AudioFormat.SamplesPerSecond * sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), sizeof(short));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), 8 * sizeof(short));
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), data);
        return header;
    }

    /// <summary>
    /// All whole samples behind it, whatever it says of their number; null for what is certainly no such file.
    /// </summary>
    public static short[]? Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (!IsPossible(bytes)) return null;

        var whole = Math.Max(0, bytes.Length - Bytes) & ~1;
        return whole == 0 ? [] : MemoryMarshal.Cast<byte, short>(bytes.AsSpan(Bytes, whole)).ToArray();
    }

    /// <summary>
    /// False for what is certainly no such file. A header of zeros is what a power failure leaves of one.
    /// </summary>
    private static bool IsPossible(ReadOnlySpan<byte> file) =>
        file.Length < 4 || file.StartsWith("RIFF"u8) || !file[..4].ContainsAnyExcept((byte)0);
}
