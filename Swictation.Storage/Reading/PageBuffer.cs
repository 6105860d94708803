using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Reading;

/// <summary>Collects rows of the log to a page; used again for the next one.</summary>
internal sealed class PageBuffer
{
    public const int MostEvents = 1_000;
    private const int MostBytes = 64 * 1024;

    private readonly EventEntry[] _entries = new EventEntry[MostEvents];
    private byte[] _lines = new byte[MostBytes];
    private int _count;
    private int _used;

    /// <summary>Adds a row; false when the page is full. The first row always fits.</summary>
    public bool TryAdd(RawStatement row)
    {
        var body = row.Utf8(5);
        var length = body.Length + 1;
        if (_used + length > MostBytes && _count > 0) return false;
        if (length > _lines.Length) _lines = new byte[length];

        body.CopyTo(_lines.AsSpan(_used));
        _lines[_used + body.Length] = (byte)'\n';
        _entries[_count++] = new(
            row.Int64(0),
            row.IsNull(1) ? null : new SessionId(row.Int64(1)),
            row.Int64(2),
            EventType.FromUtf8(row.Utf8(3)),
            (int)row.Int64(4),
            _used,
            length);
        _used += length;
        return true;
    }

    /// <summary>The page, in memory of its own; the buffer is empty afterwards.</summary>
    public EventPage Take()
    {
        var page = _count == 0
            ? EventPage.Empty
            : new EventPage(_lines.AsSpan(0, _used).ToArray(), _entries.AsSpan(0, _count).ToArray());
        if (_lines.Length > MostBytes) _lines = new byte[MostBytes];
        _count = 0;
        _used = 0;
        return page;
    }
}
