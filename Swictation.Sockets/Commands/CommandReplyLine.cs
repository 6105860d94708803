using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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
        var form = Json.GetTypeInfo(reply.GetType())!;
        var line = JsonSerializer.SerializeToUtf8Bytes(reply, form);
        if (line.Length >= MaxBytes && reply is not MetricsReply)
        {
            var cut = reply with { Message = Cut(reply.Message), Error = Cut(reply.Error) };
            line = JsonSerializer.SerializeToUtf8Bytes(cut, form);
        }

        return [.. line, (byte)'\n'];
    }

    /// <summary>Reads a reply as the record of its kind, which its fields tell.</summary>
    /// <exception cref="JsonException">It is no reply.</exception>
    public static CommandReply Read(ReadOnlySpan<byte> line)
    {
        var reply = JsonSerializer.Deserialize(line, Json.JsonElement);
        if (reply.ValueKind != JsonValueKind.Object) throw new JsonException("The reply is no object.");

        return (CommandReply)reply.Deserialize(FormOf(reply))!;
    }

    private static JsonTypeInfo FormOf(JsonElement reply) =>
        reply.TryGetProperty("metrics", out _) ? Json.MetricsReply
        : reply.TryGetProperty("job", out _) ? Json.JobReply
        : reply.TryGetProperty("queued", out _) ? Json.RetryReply
        : reply.TryGetProperty("forgotten", out _) ? Json.ForgetReply
        : reply.TryGetProperty("after", out _) ? Json.DeliveriesReply
        : reply.TryGetProperty("pid", out _) ? Json.DaemonStatus
        : reply.TryGetProperty("clients", out _) ? Json.PlayReply
        : Json.RecordingReply;

    // Six bytes a character is what escaping can make of it.
    private static string? Cut(string? text) =>
        text is { Length: > 64 } ? string.Concat(text.AsSpan(0, 61), "...") : text;
}
