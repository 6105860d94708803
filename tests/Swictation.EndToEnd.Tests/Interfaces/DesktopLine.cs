using System.Text.Json;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>A line as the Tauri desktop interface reads it: with types that are exact, or not at all.</summary>
internal static class DesktopLine
{
    private static readonly Func<JsonElement, bool> Text = value => value.ValueKind == JsonValueKind.String;
    private static readonly Func<JsonElement, bool> Number = value => value.ValueKind == JsonValueKind.Number;

    // 5.0 is none.
    private static readonly Func<JsonElement, bool> Whole = value => Number(value) && value.TryGetInt64(out _) && IsPlain(value);
    private static readonly Func<JsonElement, bool> Natural = value => Whole(value) && value.GetInt64() >= 0;
    private static readonly Func<JsonElement, bool> NumberOrText = value => Number(value) || Text(value);

    private static readonly Dictionary<string, (string Name, Func<JsonElement, bool> IsRead)[]> Types = new()
    {
        ["session_start"] = [("session_id", Text), ("timestamp", Natural)],
        ["session_end"] = [("session_id", Text), ("timestamp", Natural)],
        ["state_change"] = [("state", Text), ("timestamp", NumberOrText)],
        ["transcription"] =
        [
            ("text", Text), ("timestamp", NumberOrText), ("wpm", Number), ("latency_ms", Number), ("words", Whole),
        ],
        ["metrics_update"] =
        [
            ("state", Text), ("wpm", Number), ("words", Whole), ("latency_ms", Number), ("segments", Whole),
            ("duration_s", Number), ("gpu_memory_mb", Number), ("gpu_memory_percent", Number), ("cpu_percent", Number),
        ],
    };

    /// <summary>The line as an object; null if the interface cannot read it and skips it.</summary>
    public static JsonElement? TryRead(string line)
    {
        JsonElement root;
        try
        {
            root = JsonSerializer.Deserialize<JsonElement>(line);
        }
        catch (JsonException)
        {
            return null;
        }

        if (root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("type", out var type)
            || !Types.TryGetValue(type.ToString(), out var fields)
            || !fields.All(field => root.TryGetProperty(field.Name, out var value) && field.IsRead(value)))
        {
            return null;
        }

        var isSessionWrong = type.ValueEquals("metrics_update") && root.TryGetProperty("session_id", out var session)
            && session.ValueKind != JsonValueKind.Null && !Whole(session);
        return isSessionWrong ? null : root;
    }

    private static bool IsPlain(JsonElement number) => number.GetRawText().All(c => char.IsAsciiDigit(c) || c == '-');
}
