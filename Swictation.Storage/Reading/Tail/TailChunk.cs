using Swictation.Domain.Log;

namespace Swictation.Storage.Reading.Tail;

/// <summary>
/// Consecutive events in memory. Added events never change, so the copies of readers stay true; one thread adds, any
/// number reads without a lock, because the count is published last.
/// </summary>
internal sealed class TailChunk(long first, int longestFirstLine, PageValidity validity)
{
    public const int UsualBytes = 64 * 1024;

    /// <summary>As many as fill the usual bytes with lines of ordinary length.</summary>
    private const int MostEntries = 512;

    private readonly byte[] _lines = GC.AllocateUninitializedArray<byte>(Math.Max(UsualBytes, longestFirstLine));
    private readonly EventEntry[] _entries = new EventEntry[MostEntries];
    private volatile int _count;
    private int _used;
    private bool _holdsLiveText;

    public long First { get; } = first;

    /// <summary>
    /// Sequence number of the last event; the one before <see cref="First"/> while the chunk is empty.
    /// </summary>
    public long Last => First + _count - 1;

    public int Capacity => _lines.Length;

    /// <summary>False when there is no room for it.</summary>
    public bool TryAdd(in EventToAppend e)
    {
        var count = _count;
        var body = e.Sent;
        var length = body.Length + 1;
        if (count == MostEntries || _used + length > _lines.Length) return false;

        body.Span.CopyTo(_lines.AsSpan(_used));
        _lines[_used + length - 1] = (byte)'\n';
        _entries[count] = new(First + count, e.Session, e.AtMicroseconds, e.Type, e.Version, _used, length);
        _used += length;
        _holdsLiveText |= !e.LiveBody.IsEmpty;
        _count = count + 1;
        return true;
    }

    /// <summary>The events after a position that stands in this chunk or directly before it.</summary>
    public EventPage PageAfter(long after)
    {
        var skipped = (int)(after + 1 - First);
        var entries = _entries.AsMemory(skipped, _count - skipped);
        if (entries.IsEmpty) return EventPage.Empty;

        return new(_lines, entries) { IsFromMemory = true, HoldsLiveText = _holdsLiveText, Validity = validity };
    }
}
