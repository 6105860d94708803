using System.Text.Json;
using System.Text.Json.Serialization;
using Swictation.Domain.Names;

namespace Swictation.Domain.Wire;

/// <inheritdoc cref="WireDouble"/>
internal sealed class WireDoubleConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.GetDouble();
        return double.IsFinite(value) ? value : throw new JsonException("The number is too large for a double.");
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        Write(writer, value);

    public static void Write(Utf8JsonWriter writer, double value)
    {
        Span<byte> digits = stackalloc byte[WireDouble.Longest];
        writer.WriteRawValue(digits[..WireDouble.Format(value, digits)], skipInputValidation: true);
    }
}
