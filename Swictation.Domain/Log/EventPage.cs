namespace Swictation.Domain.Log;

/// <summary>
/// Events of the log that follow each other, but for those that were taken out of it, in the form in which they are sent: every stored body followed by a newline, one after
/// the other (promise P3). Immutable, so that any number of clients can send from the same bytes.
/// </summary>
/// <param name="buffer">Holds the lines of all entries, and may hold more.</param>
/// <param name="entries">Where the lines stand in the buffer, one behind the other.</param>
public sealed class EventPage(ReadOnlyMemory<byte> buffer, ReadOnlyMemory<EventEntry> entries)
{
    public static readonly EventPage Empty = new(default, default);

    /// <summary>The lines of all entries.</summary>
    public ReadOnlyMemory<byte> Lines => LinesOf(0, Count);

    public ReadOnlySpan<EventEntry> Entries => entries.Span;

    /// <summary>
    /// The ranges between and in front of the events whose own were taken out of the log, in order. They may begin before the
    /// position that was asked for, and end behind the last event.
    /// </summary>
    public ReadOnlyMemory<RemovedRange> Removed { get; init; }

    /// <summary>True when the page comes from memory.</summary>
    public bool IsFromMemory { get; init; }

    /// <summary>
    /// True when some of the lines differ from the stored ones: they are for clients that were connected at the commit.
    /// </summary>
    public bool HoldsLiveText { get; init; }

    /// <summary>Says when something in the page has been forgotten or taken out; null where nobody says it.</summary>
    public PageValidity? Validity { get; init; }

    /// <summary>True when the page is to be read again: it may hold what was forgotten or taken out since.</summary>
    public bool IsRevoked => Validity is { IsOver: true };

    public int Count => entries.Length;

    public bool IsEmpty => entries.IsEmpty;

    /// <summary>The first position of which the page knows, that of an event or of a range; 0 for an empty page.</summary>
    public long First => IsEmpty ? 0
        : Removed.IsEmpty ? entries.Span[0].Sequence
        : Math.Min(entries.Span[0].Sequence, Removed.Span[0].First);

    /// <summary>Sequence number of the last event; 0 for an empty page.</summary>
    public long Last => entries.IsEmpty ? 0 : entries.Span[^1].Sequence;

    /// <summary>The lines of neighbouring entries.</summary>
    public ReadOnlyMemory<byte> LinesOf(int first, int count)
    {
        if (count == 0) return default;
        var start = entries.Span[first].Offset;
        var last = entries.Span[first + count - 1];
        return buffer[start..(last.Offset + last.Length)];
    }

    /// <summary>The events after a position that is one of the page's or directly before them.</summary>
    public EventPage After(long sequence)
    {
        var skipped = CountUpTo(sequence);
        return skipped == 0 ? this : With(entries[skipped..]);
    }

    /// <summary>The events up to a position.</summary>
    public EventPage UpTo(long sequence) => Last <= sequence ? this : With(entries[..CountUpTo(sequence)]);

    /// <summary>The same page while nothing that is in it has been forgotten.</summary>
    public EventPage Under(PageValidity validity) => IsEmpty ? this : With(entries, validity);

    /// <summary>The stored event at an index, to be read with the wire format.</summary>
    public StoredEvent this[int index]
    {
        get
        {
            var entry = entries.Span[index];
            var body = buffer.Slice(entry.Offset, entry.Length - 1);
            return new(entry.Sequence, entry.Session, entry.AtMicroseconds, entry.Type, entry.Version, body);
        }
    }

    private EventPage With(ReadOnlyMemory<EventEntry> some, PageValidity? validity = null) => new(buffer, some)
    {
        Removed = Removed,
        IsFromMemory = IsFromMemory,
        HoldsLiveText = HoldsLiveText,
        Validity = validity ?? Validity,
    };

    // Where nothing was taken out, the position says it.
    private int CountUpTo(long sequence)
    {
        var span = entries.Span;
        var count = (int)Math.Clamp(sequence + 1 - span[0].Sequence, 0, span.Length);
        while (count > 0 && span[count - 1].Sequence > sequence) count--;
        return count;
    }
}
