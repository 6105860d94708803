using System.Numerics;
using System.Runtime.InteropServices;

namespace Swictation.Storage.Rows;

/// <summary>
/// The checksum of an event: CRC-32C over every column, its position too, so that it finds a row in a
/// wrong place too. Finds every damage of up to 32 bits in a row, and all but one in four thousand million of others.
/// Part of the stored form: never changed.
/// </summary>
internal static class EventChecksum
{
    private const ulong NoSession = 0;
    private const ulong SomeSession = 1;

    public static int Of(
        long sequence,
        long? session,
        long atMicroseconds,
        ReadOnlySpan<byte> type,
        long version,
        ReadOnlySpan<byte> body)
    {
        var crc = uint.MaxValue;
        crc = BitOperations.Crc32C(crc, (ulong)sequence);
        crc = BitOperations.Crc32C(crc, session is null ? NoSession : SomeSession);
        crc = BitOperations.Crc32C(crc, (ulong)session.GetValueOrDefault());
        crc = BitOperations.Crc32C(crc, (ulong)atMicroseconds);
        crc = BitOperations.Crc32C(crc, (ulong)version);
        crc = BitOperations.Crc32C(crc, (ulong)type.Length);
        crc = Add(crc, type);
        return (int)~Add(crc, body);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        // Machines that this runs on are little-endian, as is the stored form.
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
        return crc;
    }
}
