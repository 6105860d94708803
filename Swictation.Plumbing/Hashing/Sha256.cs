using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Swictation.Plumbing.Hashing;

/// <summary>SHA-256 after FIPS 180-4.</summary>
public sealed class Sha256() : BlockHash(
    [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19])
{
    /// <summary>Bytes of a checksum.</summary>
    public const int Bytes = 32;

    private const int Rounds = 64;
    private const int BlockWords = BlockBytes / sizeof(uint);

    // The first 32 bits behind the point of the cube roots of the first 64 primes.
    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The 32 bytes for some bytes.</summary>
    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        var hash = new Sha256();
        hash.Append(bytes);
        return hash.Finish();
    }

    // A chain of a million events is some six million blocks: nothing is cleared, and no bound is looked at, that need not be.
    [SkipLocalsInit]
    private protected override void Take(ReadOnlySpan<byte> block, Span<uint> state)
    {
        Span<uint> space = stackalloc uint[2 * Rounds];
        Schedule(block[..BlockBytes], space);
        ref var summand = ref MemoryMarshal.GetReference(space[Rounds..]);

        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);

        // After eight rounds each value is back in the variable that it began in: none is moved.
        for (nuint i = 0; i < Rounds; i += 8)
        {
            h += Mixed(e, f, g) + Unsafe.Add(ref summand, i);
            d += h;
            h += Summed(a, b, c);
            g += Mixed(d, e, f) + Unsafe.Add(ref summand, i + 1);
            c += g;
            g += Summed(h, a, b);
            f += Mixed(c, d, e) + Unsafe.Add(ref summand, i + 2);
            b += f;
            f += Summed(g, h, a);
            e += Mixed(b, c, d) + Unsafe.Add(ref summand, i + 3);
            a += e;
            e += Summed(f, g, h);
            d += Mixed(a, b, c) + Unsafe.Add(ref summand, i + 4);
            h += d;
            d += Summed(e, f, g);
            c += Mixed(h, a, b) + Unsafe.Add(ref summand, i + 5);
            g += c;
            c += Summed(d, e, f);
            b += Mixed(g, h, a) + Unsafe.Add(ref summand, i + 6);
            f += b;
            b += Summed(c, d, e);
            a += Mixed(f, g, h) + Unsafe.Add(ref summand, i + 7);
            e += a;
            a += Summed(b, c, d);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    // The words of all rounds, and behind them each with its constant added. Four at a time, but for what the two newest words add.
    private static void Schedule(ReadOnlySpan<byte> block, Span<uint> space)
    {
        ref var word = ref MemoryMarshal.GetReference(space);
        ref var summand = ref Unsafe.Add(ref word, Rounds);
        ref var constant = ref MemoryMarshal.GetReference(Constants);
        for (nuint i = 0; i < Rounds; i += 4)
        {
            var four = i < BlockWords ? Read(block[(int)(i * sizeof(uint))..]) : Derive(ref word, i);
            four.StoreUnsafe(ref word, i);
            (four + Vector128.LoadUnsafe(ref constant, i)).StoreUnsafe(ref summand, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Read(ReadOnlySpan<byte> bytes) => Vector128.Create(
        BinaryPrimitives.ReadUInt32BigEndian(bytes),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Derive(ref uint word, nuint i)
    {
        var early = Vector128.LoadUnsafe(ref word, i - 15);
        var four = Vector128.LoadUnsafe(ref word, i - 16) + Vector128.LoadUnsafe(ref word, i - 7)
            + (Rotated(early, 7) ^ Rotated(early, 18) ^ (early >>> 3));
        var first = four.GetElement(0) + Late(Unsafe.Add(ref word, i - 2));
        var second = four.GetElement(1) + Late(Unsafe.Add(ref word, i - 1));
        return Vector128.Create(first, second, four.GetElement(2) + Late(first), four.GetElement(3) + Late(second));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Rotated(Vector128<uint> words, int bits) => (words >>> bits) | (words << (32 - bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Late(uint word) => BitOperations.RotateRight(word, 17) ^ BitOperations.RotateRight(word, 19) ^ (word >> 10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mixed(uint e, uint f, uint g) =>
        (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25)) + (g ^ (e & (f ^ g)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Summed(uint a, uint b, uint c) =>
        (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22))
        + ((a & b) | (c & (a | b)));
}
