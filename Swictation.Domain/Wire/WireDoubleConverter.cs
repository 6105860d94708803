using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Wire;

/// <summary>
/// Writes a double as the protocol document does: the shortest digits that read back the same, always with a fraction
/// (<c>1699000000.0</c>), because some clients tell floats from integers by the point. NaN and infinities do not exist
/// on the wire.
/// </summary>
internal sealed class WireDoubleConverter : JsonConverter<double>
{
    private const int LongestFixedDouble = 32;
    private const double LargestPlain = 1e15;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = reader.GetDouble();
        return double.IsFinite(value) ? value : throw new JsonException("The number is too large for a double.");
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        Write(writer, value);

    public static void Write(Utf8JsonWriter writer, double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "The wire form has finite numbers only.");

        Span<byte> digits = stackalloc byte[LongestFixedDouble];
        if (value == Math.Truncate(value) && Math.Abs(value) < LargestPlain)
        {
            Utf8Formatter.TryFormat((long)value, digits, out var written);
            ".0"u8.CopyTo(digits[written..]);
            writer.WriteRawValue(digits[..(written + 2)], skipInputValidation: true);
        }
        else
        {
            writer.WriteNumberValue(value);
        }
    }
}
