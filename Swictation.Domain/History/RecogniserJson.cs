using System.Text.Json.Serialization;
using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>A recogniser as <c>--json</c> prints it; field names do not change, and what is not known is absent.</summary>
public sealed record RecogniserJson(
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Model,
    [property: JsonPropertyName("sha256"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Language,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Settings)
{
    public static RecogniserJson? Of(Recogniser? recogniser) => recogniser is null
        ? null
        : new(recogniser.Name, recogniser.Model, recogniser.Sha256, recogniser.Language, recogniser.Settings);
}
