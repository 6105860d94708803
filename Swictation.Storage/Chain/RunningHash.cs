using System.Text;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Plumbing.Hashing;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>
/// The hash that runs over a whole log: behind each event it is the SHA-256 of what it was before and of what the chain
/// binds of the event (<see cref="ChainedEvent"/>). One thread at a time.
/// </summary>
/// <param name="checksummedFrom">The first event that must have a checksum.</param>
internal sealed class RunningHash(string path, long checksummedFrom) : IStretchReader
{
    private static readonly byte[] Beginning = Encoding.ASCII.GetBytes("swictation event chain 1\n");

    private readonly Sha256 _hash = new();
    private readonly ChainedEvent _chained = new();
    private readonly byte[] _value = new byte[Sha256.Bytes];

    /// <summary>Called behind each event and each range, with its last position.</summary>
    public Action<long>? Advanced { get; init; }

    /// <summary>What it is now; another one after the next event.</summary>
    public ReadOnlySpan<byte> Value => _value;

    /// <summary>What it is before the first event.</summary>
    /// <param name="origin">Name of the log that this one was salvaged from; null where there is none.</param>
    public static byte[] Of(string logId, string? origin) =>
        Sha256.Of([.. Beginning, .. Encoding.UTF8.GetBytes($"{logId}\n{origin}")]);

    /// <summary>Goes on from what it was at a link.</summary>
    public void Set(ReadOnlySpan<byte> value) => value.CopyTo(_value);

    /// <exception cref="EventLogDamagedException">The row is not what was written.</exception>
    public void TakeEvent(RawStatement row)
    {
        var sequence = row.Int64(0);
        if (!ChainedEvent.IsIntact(row, checksummedFrom))
            throw new EventLogDamagedException(path, new Reason(ReasonCode.EventDamaged, $"{sequence}"));

        Mix(row, sequence);
    }

    /// <summary>The same, of whatever stands in the row.</summary>
    public void Mix(RawStatement row, long sequence)
    {
        Mix(_chained.Write(row));
        Advanced?.Invoke(sequence);
    }

    public void TakeRange(RemovedRange range)
    {
        Mix(_chained.Write(range.First, range.Last));
        Advanced?.Invoke(range.Last);
    }

    /// <exception cref="EventLogDamagedException">In any case.</exception>
    public void TakeGap(long first, long last) =>
        throw new EventLogDamagedException(path, new Reason(ReasonCode.EventMissing, $"{first}"));

    private void Mix(ReadOnlySpan<byte> bound)
    {
        _hash.Append(_value);
        _hash.Append(bound);
        _hash.Finish(_value);
    }
}
