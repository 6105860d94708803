using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>
/// Collects rows of the log to a page, and lets none through that is not what was written; used again for the next one.
/// </summary>
/// <param name="checksummedFrom">The first event that must have a checksum; older rows have none.</param>
internal sealed class PageBuffer(string path, long checksummedFrom)
{
    public const int MostEvents = 1_000;
    private const int MostBytes = 64 * 1024;

    private readonly EventEntry[] _entries = new EventEntry[MostEvents];
    private readonly List<RemovedRange> _removed = [];
    private byte[] _lines = new byte[MostBytes];
    private int _count;
    private int _used;

    /// <summary>Adds a row; false when the page is full. The first row always fits.</summary>
    /// <exception cref="EventLogDamagedException">The row does not agree with its checksum.</exception>
    public bool TryAdd(RawStatement row)
    {
        var body = row.Utf8(5);
        var length = body.Length + 1;
        if (_used + length > MostBytes && _count > 0) return false;

        var type = row.Utf8(3);
        long? session = row.IsNull(1) ? null : row.Int64(1);
        if (!IsIntact(row, session, type, body)) throw Damaged(row.Int64(0));
        if (length > _lines.Length) _lines = new byte[length];

        body.CopyTo(_lines.AsSpan(_used));
        _lines[_used + body.Length] = (byte)'\n';
        var kind = EventType.FromUtf8(type);
        _entries[_count++] = new(
            row.Int64(0),
            session is { } id ? new SessionId(id) : null,
            row.Int64(2),
            kind,
            (int)row.Int64(4),
            _used,
            length,
            IsForgotten: kind == Transcription.TypeName && Remains.IsForgotten(body));
        _used += length;
        return true;
    }

    public int Count => _count;

    /// <summary>Forgets what was added.</summary>
    public void Clear()
    {
        _count = 0;
        _used = 0;
        _removed.Clear();
    }

    /// <summary>Adds a range in front of the next row.</summary>
    public void Add(RemovedRange range) => _removed.Add(range);

    /// <summary>The page, in memory of its own; the buffer is empty afterwards.</summary>
    public EventPage Take()
    {
        var page = _count == 0
            ? EventPage.Empty
            : new EventPage(_lines.AsSpan(0, _used).ToArray(), _entries.AsSpan(0, _count).ToArray()) { Removed = _removed.ToArray() };
        if (_lines.Length > MostBytes) _lines = new byte[MostBytes];
        Clear();
        return page;
    }

    private bool IsIntact(RawStatement row, long? session, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        var sequence = row.Int64(0);
        return row.IsNull(6)
            ? sequence < checksummedFrom
            : row.Int64(6) == EventChecksum.Of(sequence, session, row.Int64(2), type, row.Int64(4), body);
    }

    private EventLogDamagedException Damaged(long sequence) =>
        new(path, new Reason(ReasonCode.EventDamaged, $"{sequence}"));
}
