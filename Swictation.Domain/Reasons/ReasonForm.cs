using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Reasons;

/// <summary>
/// <c>{"code":"microphone_failed","detail":"Broken pipe","source":"alsa:default"}</c>, or the sentence of version 1. A code
/// that this version does not know is read as a sentence of its detail.
/// </summary>
internal sealed class ReasonForm : JsonConverter<Reason>
{
    private static readonly FrozenDictionary<ReasonCode, string> Names = Enum.GetValues<ReasonCode>()
        .ToFrozenDictionary(code => code, code => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString()));

    private static readonly FrozenDictionary<string, ReasonCode> Codes =
        Names.ToFrozenDictionary(named => named.Value, named => named.Key);

    public static string NameOf(ReasonCode code) => Names[code];

    public override Reason Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return Reason.Worded(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A reason is a code or a sentence.");

        string? code = null, detail = null, source = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isCode = reader.ValueTextEquals("code"u8);
            var isDetail = reader.ValueTextEquals("detail"u8);
            var isSource = reader.ValueTextEquals("source"u8);
            reader.Read();
            if (isCode || isDetail || isSource)
            {
                if (reader.TokenType != JsonTokenType.String) throw new JsonException("A part of a reason is no text.");
                if (isCode) code = reader.GetString();
                else if (isDetail) detail = reader.GetString();
                else source = reader.GetString();
            }

            reader.Skip();
        }

        if (code is null) throw new JsonException("A reason has no code.");
        return Codes.TryGetValue(code, out var known)
            ? new(known, detail, source)
            : Reason.Worded(new Reason(ReasonCode.Worded, detail ?? code, source).Words);
    }

    public override void Write(Utf8JsonWriter writer, Reason value, JsonSerializerOptions options)
    {
        if (value.Code == ReasonCode.Worded)
        {
            writer.WriteStringValue(value.Words);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("code"u8, Names[value.Code]);
        if (value.Detail is { } detail) writer.WriteString("detail"u8, detail);
        if (value.Source is { } source) writer.WriteString("source"u8, source);
        writer.WriteEndObject();
    }
}
