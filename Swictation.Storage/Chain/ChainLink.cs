using Swictation.Plumbing.Hashing;

namespace Swictation.Storage.Chain;

/// <summary>A position of the log and the running hash there.</summary>
/// <param name="Since">Where events were taken out: the link behind which that stretch begins; null elsewhere.</param>
/// <param name="RemovedBy">Position of the event that has the hash of what is left of it.</param>
internal sealed record ChainLink(long Position, byte[] Hash, long? Since = null, long? RemovedBy = null)
{
    /// <summary>Positions between two links, at most.</summary>
    public const int Interval = 256;

    /// <summary>The next position that has to have a link.</summary>
    public long Next => ((Position / Interval) + 1) * Interval;

    public bool HasHash(ReadOnlySpan<byte> hash) => Hash.Length == Sha256.Bytes && hash.SequenceEqual(Hash);
}
