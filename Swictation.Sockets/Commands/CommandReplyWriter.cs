using System.Text.Json;

namespace Swictation.Sockets.Commands;

/// <summary>Replies to their line.</summary>
public static class CommandReplyWriter
{
    /// <summary>Existing clients read once, at most this much.</summary>
    public const int MaxBytes = 1024;

    /// <summary>The reply with its newline, at most <see cref="MaxBytes"/>: a longer message is cut.</summary>
    public static byte[] Write(CommandReply reply)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(reply, CommandJsonContext.Default.CommandReply);
        if (line.Length >= MaxBytes)
        {
            var cut = reply with { Message = Cut(reply.Message), Error = Cut(reply.Error) };
            line = JsonSerializer.SerializeToUtf8Bytes(cut, CommandJsonContext.Default.CommandReply);
        }

        return [.. line, (byte)'\n'];
    }

    // Six bytes a character is what escaping can make of it.
    private static string? Cut(string? text) => text is { Length: > 64 } ? string.Concat(text.AsSpan(0, 61), "...") : text;
}
