using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>
/// A segment on its way to a recogniser's process: its number and the number of its samples, 32 bits each, then the
/// samples, 16 bits each, all little-endian.
/// </summary>
internal static class SegmentFrame
{
    private const int HeaderBytes = 8;

    public static async Task WriteAsync(
        Stream stream, uint number, ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        var frame = new byte[HeaderBytes + (samples.Length * sizeof(short))];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, number);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(sizeof(uint)), samples.Length);
        MemoryMarshal.AsBytes(samples.Span).CopyTo(frame.AsSpan(HeaderBytes));
        await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The next segment; null at the end, also in the middle of one.</summary>
    public static (uint Number, short[] Samples)? Read(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes) return null;

        var samples = new short[BinaryPrimitives.ReadInt32LittleEndian(header[sizeof(uint)..])];
        var bytes = MemoryMarshal.AsBytes(samples.AsSpan());
        return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? (BinaryPrimitives.ReadUInt32LittleEndian(header), samples)
            : null;
    }
}
