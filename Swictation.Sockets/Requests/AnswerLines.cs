using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Sockets.Requests;

/// <summary>Puts the lines of an answer together: each is a row with its type and the client's name for the request in front.</summary>
/// <param name="replyTo">The client's name for the request.</param>
internal sealed class AnswerLines(string replyTo)
{
    private const int FullBytes = 64 * 1024;

    private static readonly AnswerJsonContext Json = new(
        new JsonSerializerOptions(AnswerJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly byte[] _replyTo = [
        .. "\"reply_to\":"u8,
        .. JsonSerializer.SerializeToUtf8Bytes(replyTo, Json.String)];

    // One for the whole answer: a new one for each slice would be large enough to be collected with all that is old.
    private readonly ArrayBufferWriter<byte> _lines = new();
    private bool _isTaken;

    /// <summary>True when so much has been written that it had better be sent.</summary>
    public bool IsFull => !_isTaken && _lines.WrittenCount >= FullBytes;

    public void Add(SessionJson session) => Add("session"u8, default, session, Json.SessionJson);

    public void Add(WithoutTextJson missing) => Add("without_text"u8, default, missing, Json.WithoutTextJson);

    public void Add(GapJson gap) => Add("gap"u8, default, gap, Json.GapJson);

    /// <param name="position">Of the transcription in the log.</param>
    public void Add(SessionId session, long position, TranscriptJson transcript)
    {
        Span<byte> place = stackalloc byte[64];
        System.Text.Unicode.Utf8.TryWrite(place, $"\"session_id\":{session.Value},\"seq\":{position},", out var length);
        Add("transcript"u8, place[..length], transcript, Json.TranscriptJson);
    }

    /// <param name="reply">A reply of the command socket.</param>
    public void AddStatus(ReadOnlySpan<byte> reply) => Splice("status"u8, default, reply);

    /// <summary>The last line.</summary>
    /// <param name="before">What the same request goes on with; null if nothing is left, or it goes on otherwise.</param>
    public void Done(bool more, long? before = null, long? after = null)
    {
        Write(JsonSerializer.SerializeToUtf8Bytes(new DoneLine("done", replyTo, more, before, after), Json.DoneLine));
        Write("\n"u8);
    }

    /// <summary>The lines since this was last asked for; they stand there until the next is added.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var taken = _isTaken ? default : _lines.WrittenMemory;
        _isTaken = true;
        return taken;
    }

    private void Add<T>(ReadOnlySpan<byte> type, ReadOnlySpan<byte> place, T row, JsonTypeInfo<T> form) =>
        Splice(type, place, JsonSerializer.SerializeToUtf8Bytes(row, form));

    private void Splice(ReadOnlySpan<byte> type, ReadOnlySpan<byte> place, ReadOnlySpan<byte> row)
    {
        Write("{\"type\":\""u8);
        Write(type);
        Write("\","u8);
        Write(_replyTo);
        Write(","u8);
        Write(place);
        Write(row[1..].TrimEnd((byte)'\n'));
        Write("\n"u8);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (_isTaken) _lines.ResetWrittenCount();
        _isTaken = false;
        _lines.Write(bytes);
    }
}
