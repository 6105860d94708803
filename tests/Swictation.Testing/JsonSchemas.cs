using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Swictation.Testing;

/// <summary>
/// The schemas of docs/schema, more strictly than they are published: readers ignore fields that they do not know, but a line
/// of ours that has one has a field that nobody has written down.
/// </summary>
public static class JsonSchemas
{
    private const double Largest = 1e27;

    private static readonly string[] Composing = ["$ref", "oneOf", "anyOf", "allOf", "properties"];

    private static readonly Dictionary<string, JsonNode> Documents = Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "docs/schema"), "*.schema.json")
        .ToDictionary(path => Path.GetFileName(path), path => JsonNode.Parse(File.ReadAllText(path))!);

    private static readonly EvaluationOptions Options = Register();

    // The schemas are shared, and the validator completes them when they are first needed.
    private static readonly Lock Evaluating = new();

    /// <summary>The names of the files.</summary>
    public static IReadOnlyCollection<string> Names => Documents.Keys;

    /// <summary>The names of the definitions of a file.</summary>
    public static IEnumerable<string> DefinitionsOf(string file) =>
        Documents[file]["$defs"] is JsonObject definitions ? definitions.Select(definition => definition.Key) : [];

    /// <summary>What is wrong with a line, or with the output of a program; empty if nothing is.</summary>
    /// <param name="file">The name of the schema's file.</param>
    /// <param name="definition">One of its definitions; null for all of it.</param>
    public static string Problems(string file, string json, string? definition = null)
    {
        var reference = definition is null ? file : $"{file}#/$defs/{definition}";
        var schema = JsonSchema.FromText(
            $$"""{"$schema":"https://json-schema.org/draft/2020-12/schema","$ref":"{{reference}}","unevaluatedProperties":false}""");
        EvaluationResults found;
        lock (Evaluating) found = schema.Evaluate(Bounded(JsonNode.Parse(json)), Options);
        return found.IsValid ? "" : string.Join(
            "; ",
            (found.Details ?? []).Where(detail => detail.HasErrors).SelectMany(
                detail => detail.Errors!.Select(error => $"{detail.EvaluationPath} {detail.InstanceLocation}: {error.Value}"))
                .Prepend($"{json} is no {reference}"));
    }

    // The validator cannot read larger numbers, which generated events have.
    private static JsonNode? Bounded(JsonNode? value) => value switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Bounded(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Bounded)]),
        JsonValue number when number.GetValueKind() == JsonValueKind.Number && Math.Abs(number.GetValue<double>()) > Largest =>
            JsonValue.Create(Largest),
        _ => value?.DeepClone(),
    };

    private static EvaluationOptions Register()
    {
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List };
        foreach (var document in Documents.Values)
        {
            var strict = document.DeepClone();
            BeStrict(strict);
            options.SchemaRegistry.Register(JsonSchema.FromText(strict.ToJsonString()));
        }

        return options;
    }

    // Where a value stands as a whole: what is only a part of a definition must let the other parts' fields pass.
    private static void BeStrict(JsonNode? schema)
    {
        if (schema is JsonArray several)
        {
            foreach (var one in several) BeStrict(one);
        }

        if (schema is not JsonObject parts) return;

        foreach (var (keyword, value) in parts.ToList())
        {
            if (keyword is "items" or "additionalProperties") Close(value);
            if (keyword == "properties")
            {
                foreach (var (_, property) in value!.AsObject()) Close(property);
            }

            BeStrict(value);
        }
    }

    private static void Close(JsonNode? schema)
    {
        if (schema is JsonObject parts && Composing.Any(parts.ContainsKey)) parts["unevaluatedProperties"] = false;
    }
}
