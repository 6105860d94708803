using System.Buffers.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Protocol;

/// <summary>
/// Protocol 2: every event carries its position, its time and its session in front of its stored fields, the version of their
/// form where that is not the first, and whether it was said off the record. Owns the one send buffer of the client.
/// </summary>
internal sealed class NumberedLines : ILineEncoder
{
    // The part in front of the stored fields is never longer than this: names, three numbers and a time.
    private const int MostPrefix = 160;

    private static ReadOnlySpan<byte> SessionField => "\"session_id\":"u8;

    private byte[] _buffer = [];

    public ReadOnlyMemory<byte> Encode(in FeedStep step)
    {
        var most = step.Lines.Length + (step.Count * MostPrefix);
        if (_buffer.Length < most) _buffer = new byte[most];

        var written = 0;
        var entries = step.Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            var line = step.Page.LinesOf(step.First + i, 1).Span;
            written += Write(entries[i], line, _buffer.AsSpan(written));
        }

        return _buffer.AsMemory(0, written);
    }

    private static int Write(in EventEntry entry, ReadOnlySpan<byte> line, Span<byte> output)
    {
        var start = output.Length;
        Append(ref output, "{\"seq\":"u8);
        Append(ref output, entry.Sequence);
        Append(ref output, ",\"at\":\""u8);
        output = output[Rfc3339.Format(entry.AtMicroseconds, output)..];
        Append(ref output, "\","u8);
        Append(ref output, SessionField);
        if (entry.Session is { } session)
            Append(ref output, session.Value);
        else
            Append(ref output, "null"u8);
        Append(ref output, ","u8);
        if (entry.Version != WireWriter.CurrentVersion)
        {
            Append(ref output, "\"v\":"u8);
            Append(ref output, entry.Version);
            Append(ref output, ","u8);
        }

        if (entry.Version == WireWriter.WithheldVersion && entry.Type == Transcription.TypeName)
            Append(ref output, "\"off_the_record\":true,"u8);

        // A field of the same name must not come twice: some clients refuse the whole object. In a string its quotes
        // would be escaped, so these bytes are the field.
        var stored = line[1..];
        if (stored.IndexOf(SessionField) is >= 0 and var field)
        {
            var value = stored[(field + SessionField.Length)..];
            var end = value.IndexOfAny((byte)',', (byte)'}');
            var isLast = value[end] == (byte)'}';
            Append(ref output, isLast ? stored[..field].TrimEnd((byte)',') : stored[..field]);
            stored = isLast ? value[end..] : value[(end + 1)..];
        }

        Append(ref output, stored);
        return start - output.Length;
    }

    private static void Append(ref Span<byte> output, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(output);
        output = output[bytes.Length..];
    }

    private static void Append(ref Span<byte> output, long number)
    {
        Utf8Formatter.TryFormat(number, output, out var written);
        output = output[written..];
    }
}
