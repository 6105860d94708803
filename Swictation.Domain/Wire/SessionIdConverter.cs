using System.Text.Json;
using System.Text.Json.Serialization;
using Swictation.Domain.Events;

namespace Swictation.Domain.Wire;

/// <summary>Sessions as their number.</summary>
internal sealed class SessionIdConverter : JsonConverter<SessionId>
{
    public override SessionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, SessionId value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}
