using System.Text.Json;

namespace Swictation.Sockets.Protocol;

/// <summary>Parses a client's line. Pure.</summary>
public static class ClientLineReader
{
    /// <summary>Reads one line, without its newline: it is a hello, a request, or refused.</summary>
    public static ClientLine Read(ReadOnlyMemory<byte> line)
    {
        FeedError? error;
        try
        {
            using var document = JsonDocument.Parse(line);
            if (GetReader.IsRequest(document.RootElement))
                return new(null, GetReader.Read(document.RootElement, out error), error) { IsRequest = true };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The reader of hellos meets the same, and has the words for it. InvalidOperationException: a string that is no
            // UTF-8, or half of a surrogate pair.
        }

        var hello = HelloReader.Read(line, out error);
        return new(hello, null, error);
    }
}
