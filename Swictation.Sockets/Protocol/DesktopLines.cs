using System.Buffers.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Protocol;

/// <summary>
/// Protocol 1 for the Tauri desktop interface. It reads <c>session_start</c> and <c>session_end</c> only with a string as
/// <c>session_id</c> and whole seconds as <c>timestamp</c>, and otherwise skips them. For the text in a transcription's
/// <c>timestamp</c> it puts the present in seconds since 1970, and it shows a number as it stands: so 14:23:15 is sent as
/// 142315, and 9:05:07 as 90507. All other lines are the bytes of the log. Owns the one send buffer of the client.
/// </summary>
internal sealed class DesktopLines : ILineEncoder
{
    // The quotes of the session; times only get shorter.
    private const int MostAdded = 2;

    private byte[] _buffer = [];

    private static ReadOnlySpan<byte> SessionField => "\"session_id\":"u8;

    private static ReadOnlySpan<byte> TimeField => "\"timestamp\":"u8;

    public ReadOnlyMemory<byte> Encode(in FeedStep step)
    {
        var entries = step.Entries;
        if (!IsAnyRespelt(entries)) return step.Lines;

        var most = step.Lines.Length + (entries.Length * MostAdded);
        if (_buffer.Length < most) _buffer = new byte[most];

        var written = 0;
        for (var i = 0; i < entries.Length; i++)
        {
            var line = step.Page.LinesOf(step.First + i, 1).Span;
            var output = _buffer.AsSpan(written);
            line.CopyTo(output);
            written += IsOfSession(entries[i]) ? RespellSession(output, line.Length)
                : IsTranscription(entries[i]) ? RespellTimeOfDay(output, line.Length)
                : line.Length;
        }

        return _buffer.AsMemory(0, written);
    }

    private static bool IsAnyRespelt(ReadOnlySpan<EventEntry> entries)
    {
        foreach (ref readonly var entry in entries)
        {
            if (IsOfSession(entry) || IsTranscription(entry)) return true;
        }

        return false;
    }

    private static bool IsOfSession(in EventEntry entry) =>
        entry.Type == SessionStart.TypeName || entry.Type == SessionEnd.TypeName;

    private static bool IsTranscription(in EventEntry entry) => entry.Type == Transcription.TypeName;

    // Returns the length of the line as it is now.
    private static int RespellSession(Span<byte> output, int length)
    {
        var (start, end) = FindValue(output[..length], SessionField);
        if (end > start)
        {
            output[end..length].CopyTo(output[(end + MostAdded)..]);
            output[start..end].CopyTo(output[(start + 1)..]);
            output[start] = output[end + 1] = (byte)'"';
            length += MostAdded;
        }

        (start, end) = FindValue(output[..length], TimeField);
        var whole = output[start..end].IndexOf((byte)'.');
        if (whole < 0) return length;

        output[end..length].CopyTo(output[(start + whole)..]);
        return length - (end - start - whole);
    }

    // From "HH:MM:SS", in its quotes, to a number, which has no zeros in front.
    private static int RespellTimeOfDay(Span<byte> output, int length)
    {
        var (start, end) = FindValue(output[..length], TimeField);
        var time = output[start..end];
        if (time.Length != "\"00:00:00\"".Length) return length;

        ReadOnlySpan<byte> digits = [time[1], time[2], time[4], time[5], time[7], time[8]];
        if (!Utf8Parser.TryParse(digits, out int number, out var parsed) || parsed != digits.Length) return length;

        Utf8Formatter.TryFormat(number, time, out var written);
        output[end..length].CopyTo(output[(start + written)..]);
        return length - (time.Length - written);
    }

    // A value ends where the next field or the end of the object begins. Both positions are the same if there is none.
    private static (int Start, int End) FindValue(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field)
    {
        var found = line.IndexOf(field);
        if (found < 0) return (0, 0);

        var start = found + field.Length;
        return (start, start + line[start..].IndexOfAny((byte)',', (byte)'}'));
    }
}
