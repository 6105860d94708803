namespace Swictation.Domain.Log;

/// <summary>
/// Consecutive events of the log in the form in which they are sent: every stored body followed by a newline, one after
/// the other (promise P3). Immutable, so that any number of clients can send from the same bytes.
/// </summary>
public sealed class EventPage(ReadOnlyMemory<byte> lines, ReadOnlyMemory<EventEntry> entries)
{
    public static readonly EventPage Empty = new(default, default);

    /// <summary>The lines of all entries. Offsets of entries count from the start of this memory.</summary>
    public ReadOnlyMemory<byte> Lines { get; } = lines;

    public ReadOnlySpan<EventEntry> Entries => entries.Span;

    /// <summary>True when no disk was asked for it.</summary>
    public bool IsFromMemory { get; init; }

    public int Count => entries.Length;

    public bool IsEmpty => entries.IsEmpty;

    /// <summary>Sequence number of the last event; 0 for an empty page.</summary>
    public long Last => entries.IsEmpty ? 0 : entries.Span[^1].Sequence;

    /// <summary>The stored event at an index, to be read with the wire format.</summary>
    public StoredEvent this[int index]
    {
        get
        {
            var entry = entries.Span[index];
            var body = Lines.Slice(entry.Offset, entry.Length - 1);
            return new(entry.Sequence, entry.Session, entry.AtMicroseconds, entry.Type, entry.Version, body);
        }
    }
}
