using System.Text.Json;
using System.Text.Json.Serialization;
using Swictation.Domain.Names;

namespace Swictation.Domain.Wire;

/// <summary>Names as they are.</summary>
public sealed class WireNameConverter<T> : JsonConverter<T>
    where T : struct, IWireName<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Named(reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name);
}
