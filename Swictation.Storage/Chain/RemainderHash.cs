using System.Buffers.Binary;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Plumbing.Hashing;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>
/// The hash over what is left of a stretch that events are taken out of: each event that stays as the chain binds it
/// (<see cref="ChainedEvent"/>), and the links before, in and behind it. It stands in the event that says what was taken out.
/// Part of the stored form: never changed. One thread at a time.
/// </summary>
/// <param name="without">Ranges that are about to be taken out, in order.</param>
internal sealed class RemainderHash(string path, IReadOnlyList<RemovedRange> without) : IStretchReader
{
    private readonly Sha256 _hash = new();
    private readonly ChainedEvent _chained = new();
    private readonly byte[] _length = new byte[sizeof(int)];
    private int _next;

    public void TakeEvent(RawStatement row)
    {
        var sequence = row.Int64(0);
        while (_next < without.Count && without[_next].Last < sequence) _next++;
        if (_next == without.Count || without[_next].First > sequence) Append(_chained.Write(row));
    }

    public void TakeRange(RemovedRange range)
    {
        // The positions of what is left say which are missing.
    }

    /// <exception cref="EventLogDamagedException">In any case.</exception>
    public void TakeGap(long first, long last) =>
        throw new EventLogDamagedException(path, new Reason(ReasonCode.EventMissing, $"{first}"));

    /// <param name="links">That before the stretch, those in it, and that at its end.</param>
    public string Finish(IEnumerable<ChainLink> links)
    {
        foreach (var link in links)
        {
            Append(_chained.Write(link.Position, link.Position));
            Append(link.Hash);
        }

        return Convert.ToHexStringLower(_hash.Finish());
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(_length, bytes.Length);
        _hash.Append(_length);
        _hash.Append(bytes);
    }
}
