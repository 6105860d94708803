using System.Buffers;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Client;

/// <summary>Writes the hello of a client that wants a feed.</summary>
internal static class HelloWriter
{
    /// <summary>The line with its newline.</summary>
    public static ReadOnlyMemory<byte> Write(long? after, IReadOnlyList<EventType> types, TimeSpan heartbeat)
    {
        var line = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(line);
        json.WriteStartObject();
        json.WriteStartObject("hello"u8);
        json.WriteNumber("protocol"u8, HelloReader.Protocol);
        if (after is { } position) json.WriteNumber("after"u8, position);
        if (types.Count > 0)
        {
            json.WriteStartArray("types"u8);
            foreach (var type in types) json.WriteStringValue(type.Name);
            json.WriteEndArray();
        }

        json.WriteNumber("heartbeat_s"u8, heartbeat.TotalSeconds);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        line.Write("\n"u8);
        return line.WrittenMemory;
    }
}
