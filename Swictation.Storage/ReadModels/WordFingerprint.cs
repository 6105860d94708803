using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// All the words of a full-text index and where they stand, as one number that does not depend on the order in which they
/// are met. Two indexes that differ have the same one by a chance of one in 2^64.
/// </summary>
internal struct WordFingerprint
{
    private const ulong FirstPrime = 0x9E37_79B9_7F4A_7C15;
    private const ulong SecondPrime = 0xBF58_476D_1CE4_E5B9;
    private const ulong FnvOffset = 0xCBF2_9CE4_8422_2325;
    private const ulong FnvPrime = 0x0000_0100_0000_01B3;

    public ulong Sum { get; private set; }

    /// <summary>Adds a row of a vocabulary: term, document, offset.</summary>
    public void Add(RawStatement row)
    {
        var hash = FnvOffset;
        foreach (var octet in row.Utf8(0)) hash = (hash ^ octet) * FnvPrime;
        hash = Mix(hash ^ ((ulong)row.Int64(1) * FirstPrime));
        Sum += Mix(hash ^ ((ulong)row.Int64(2) * SecondPrime));
    }

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * SecondPrime;
        return x ^ (x >> 27) ^ (x >> 31);
    }
}
