using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Wire;

/// <summary>Times as seconds since 1970 with a fraction.</summary>
internal sealed class WireTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var seconds = reader.GetDouble();
        return WireTime.TryFromSeconds(seconds, out var time)
            ? time
            : throw new JsonException($"{seconds} is no time.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        WireDoubleConverter.Write(writer, WireTime.ToSeconds(value));
}
