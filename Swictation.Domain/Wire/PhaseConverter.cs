using System.Text.Json;
using System.Text.Json.Serialization;
using Swictation.Domain.Events;

namespace Swictation.Domain.Wire;

/// <summary>Phases by their <see cref="PhaseName"/>.</summary>
internal sealed class PhaseConverter : JsonConverter<Phase>
{
    public override Phase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        return PhaseName.TryParse(name, out var phase)
            ? phase
            : throw new JsonException($"There is no state '{name}'.");
    }

    public override void Write(Utf8JsonWriter writer, Phase value, JsonSerializerOptions options) =>
        writer.WriteStringValue(PhaseName.Of(value));
}
