using Swictation.Domain.Log;

namespace Swictation.Storage.Reading.Tail;

/// <summary>
/// The newest events, in memory, so that clients who are up to date never wait for a disk. About 2 MiB, however long
/// the log is (promise P5). One thread adds; any number reads without a lock.
/// </summary>
internal sealed class EventTail(long head)
{
    private const int MostBytes = 2 * 1024 * 1024;

    private long _head = head;
    private PageValidity _validity = new();

    /// <summary>Replaced as a whole when a chunk begins, every few hundred events.</summary>
    private volatile TailChunk[] _chunks = [];

    /// <summary>Adds the event that follows the last one.</summary>
    public void Add(in EventToAppend e)
    {
        var chunks = _chunks;
        if (chunks is [.., var newest] && newest.TryAdd(e))
        {
            Volatile.Write(ref _head, _head + 1);
            return;
        }

        var next = new TailChunk(_head + 1, e.Sent.Length + 1, _validity);
        next.TryAdd(e);
        _chunks = [.. WithRoomFor(next, chunks), next];
        Volatile.Write(ref _head, _head + 1);
    }

    /// <summary>
    /// Drops all that is here, and has everybody who holds some of it read it again from the disk. For the thread that adds.
    /// </summary>
    public void Forget()
    {
        _chunks = [];
        _validity.End();
        _validity = new();
    }

    /// <summary>The events after a position; false when they are not here (any more).</summary>
    public bool TryRead(long after, out EventPage page)
    {
        var chunks = _chunks;
        for (var i = chunks.Length - 1; i >= 0; i--)
        {
            if (after + 1 < chunks[i].First) continue;
            page = after < chunks[i].Last ? chunks[i].PageAfter(after) : EventPage.Empty;
            return true;
        }

        page = EventPage.Empty;
        return chunks.Length == 0 && after >= Volatile.Read(ref _head);
    }

    /// <summary>All that is here and was stored as it is here, oldest first.</summary>
    public IEnumerable<StoredEvent> ReadStored()
    {
        foreach (var chunk in _chunks)
        {
            var page = chunk.PageAfter(chunk.First - 1);
            for (var i = 0; i < page.Count && !page.HoldsLiveText; i++) yield return page[i];
        }
    }

    private static ReadOnlySpan<TailChunk> WithRoomFor(TailChunk next, TailChunk[] chunks)
    {
        var bytes = next.Capacity;
        var kept = chunks.Length;
        while (kept > 0 && bytes + chunks[kept - 1].Capacity <= MostBytes) bytes += chunks[--kept].Capacity;
        return chunks.AsSpan(kept);
    }
}
