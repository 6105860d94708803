using System.Buffers.Binary;
using System.Numerics;

namespace Swictation.Testing;

/// <summary>BLAKE2b without a key, which .NET does not have (RFC 7693): for digests that must not be in a file.</summary>
public static class Blake2b
{
    private const int Block = 128;
    private const int Rounds = 12;

    private static readonly ulong[] Start =
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ];

    private static readonly byte[][] Order =
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ];

    /// <param name="bytes">Of the digest, 64 at most.</param>
    public static byte[] HashData(ReadOnlySpan<byte> input, int bytes = 64)
    {
        ulong[] state = [.. Start];
        state[0] ^= 0x01010000 ^ (ulong)bytes;
        var read = 0UL;
        Span<byte> block = stackalloc byte[Block];
        do
        {
            var part = Math.Min(Block, input.Length);
            block.Clear();
            input[..part].CopyTo(block);
            input = input[part..];
            read += (ulong)part;
            Mix(state, block, read, isLast: input.IsEmpty);
        }
        while (!input.IsEmpty);

        var digest = new byte[64];
        for (var i = 0; i < state.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(digest.AsSpan(i * sizeof(ulong)), state[i]);
        return digest[..bytes];
    }

    private static void Mix(ulong[] state, ReadOnlySpan<byte> block, ulong read, bool isLast)
    {
        Span<ulong> m = stackalloc ulong[16];
        Span<ulong> v = stackalloc ulong[16];
        for (var i = 0; i < m.Length; i++) m[i] = BinaryPrimitives.ReadUInt64LittleEndian(block[(i * sizeof(ulong))..]);
        state.CopyTo(v);
        Start.CopyTo(v[8..]);
        v[12] ^= read;
        if (isLast) v[14] = ~v[14];
        for (var round = 0; round < Rounds; round++)
        {
            var order = Order[round % Order.Length];
            for (var i = 0; i < 4; i++) Quarter(v, i, 4 + i, 8 + i, 12 + i, m[order[2 * i]], m[order[(2 * i) + 1]]);
            for (var i = 0; i < 4; i++) Quarter(v, i, 4 + ((i + 1) % 4), 8 + ((i + 2) % 4), 12 + ((i + 3) % 4), m[order[8 + (2 * i)]], m[order[9 + (2 * i)]]);
        }

        for (var i = 0; i < state.Length; i++) state[i] ^= v[i] ^ v[i + 8];
    }

    private static void Quarter(Span<ulong> v, int a, int b, int c, int d, ulong x, ulong y)
    {
        v[a] += v[b] + x;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 63);
    }
}
