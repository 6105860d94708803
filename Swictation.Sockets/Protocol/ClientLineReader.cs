using System.Text.Json;

namespace Swictation.Sockets.Protocol;

/// <summary>Parses a client's line. Pure.</summary>
public static class ClientLineReader
{
    /// <summary>Reads one line, without its newline: it is a hello, a request, or refused.</summary>
    public static ClientLine Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (GetReader.IsRequest(root))
                return new(null, GetReader.Read(root, out var refusal), refusal) { IsRequest = true };

            return new(HelloReader.Read(root, out var error), null, error);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-8, or half of a surrogate pair.
            return new(null, null, HelloReader.NoJson);
        }
    }
}
