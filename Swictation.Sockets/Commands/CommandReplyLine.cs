using System.Text.Encodings.Web;
using System.Text.Json;

namespace Swictation.Sockets.Commands;

/// <summary>Between replies and the line that goes over the wire.</summary>
public static class CommandReplyLine
{
    // Quotes stay readable for people who talk to the socket by hand.
    private static readonly CommandJsonContext Json = new(
        new JsonSerializerOptions(CommandJsonContext.Default.Options)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });

    /// <summary>Existing clients read once, at most this much.</summary>
    public const int MaxBytes = 1024;

    /// <summary>A reply with metrics, for which no client existed before this daemon.</summary>
    public const int MaxBytesWithMetrics = 4096;

    /// <summary>The reply with its newline, at most <see cref="MaxBytes"/> unless it has metrics: a longer message is
    /// cut.</summary>
    public static byte[] Write(CommandReply reply)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(reply, Json.CommandReply);
        if (line.Length >= MaxBytes && reply.Metrics is null)
        {
            var cut = reply with { Message = Cut(reply.Message), Error = Cut(reply.Error) };
            line = JsonSerializer.SerializeToUtf8Bytes(cut, Json.CommandReply);
        }

        return [.. line, (byte)'\n'];
    }

    /// <exception cref="JsonException">It is no reply.</exception>
    public static CommandReply Read(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, Json.CommandReply) ?? throw new JsonException("The reply is null.");

    // Six bytes a character is what escaping can make of it.
    private static string? Cut(string? text) =>
        text is { Length: > 64 } ? string.Concat(text.AsSpan(0, 61), "...") : text;
}
