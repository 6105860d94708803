using System.Text.Json;
using Swictation.Plumbing.Text;

namespace Swictation.Sockets.Commands;

/// <summary>
/// Bytes to requests. Pure: a request is complete when its JSON object is; nothing else is waited for.
/// </summary>
public static class CommandRequestReader
{
    public const int MaxRequestIdLength = 64;

    private static readonly CommandReply NotAnObject = CommandReply.Failure(
        CommandErrorCode.NotAnObject, "The request is no JSON object; send one such as {\"action\":\"status\"}");

    /// <summary>
    /// Reads the first request from the bytes so far; false when more are needed. Anything behind the object is
    /// ignored.
    /// </summary>
    /// <param name="request">The request, or null when <paramref name="error"/> says why there is none.</param>
    public static bool TryRead(ReadOnlySpan<byte> input, out CommandRequest? request, out CommandReply? error)
    {
        request = null;
        error = null;
        var json = input.TrimStart(" \t\r\n"u8);
        if (json.IsEmpty) return false;

        if (json[0] is (byte)'[' or (byte)'"' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
        {
            error = NotAnObject;
            return true;
        }

        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
            if (!reader.Read() || !reader.TrySkip()) return false;

            if (reader.TokenType != JsonTokenType.EndObject)
            {
                error = NotAnObject;
                return true;
            }

            (request, error) = Interpret(json[..(int)reader.BytesConsumed]);
        }
        catch (JsonException e)
        {
            error = Invalid(JsonFault.Describe(json, e));
        }
        catch (InvalidOperationException)
        {
            // How JsonElement says that a string is no Unicode: half a surrogate pair, or broken UTF-8.
            error = Invalid("a text in it is no UTF-8, or half a character");
        }

        return true;
    }

    private static CommandReply Invalid(string reason) =>
        CommandReply.Failure(CommandErrorCode.InvalidJson, $"The request is not valid JSON: {reason}");

    private static (CommandRequest? Request, CommandReply? Error) Interpret(ReadOnlySpan<byte> json)
    {
        using var document = JsonDocument.Parse(json.ToArray());
        var root = document.RootElement;
        if (!root.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.String)
        {
            return (null, CommandReply.Failure(
                CommandErrorCode.MissingAction, "The request has no \"action\", or it is no string"));
        }

        string? requestId = null;
        if (root.TryGetProperty("request_id", out var id) && id.ValueKind != JsonValueKind.Null)
        {
            requestId = id.ValueKind == JsonValueKind.String ? id.GetString() : id.GetRawText();
            if (requestId!.Length > MaxRequestIdLength)
            {
                return (null, CommandReply.Failure(
                    CommandErrorCode.InvalidRequestId,
                    $"The \"request_id\" is longer than {MaxRequestIdLength} characters"));
            }
        }

        // Anything but a whole number counts as none: only actions that need a session read it.
        var hasSession = root.TryGetProperty("session_id", out var session)
            & session.ValueKind == JsonValueKind.Number;
        long? sessionId = hasSession && session.TryGetInt64(out var number) ? number : null;
        bool? isOn = root.TryGetProperty("on", out var on)
            ? on.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;
        bool? isForced = True("force");
        return (
            new(
                action.GetString()!,
                requestId,
                sessionId,
                isOn,
                Text("log_id"),
                isForced,
                Number("speed"),
                Number("max_gap_s"),
                Text("transcriber"),
                Text("language"))
            {
                Words = Text("words"),
                Positions = ReadList(root, "positions", ReadRange),
                Sessions = ReadList(root, "sessions", ReadRange),
                FromUs = Whole("from_us"),
                ToUs = Whole("to_us"),
                UpTo = Whole("up_to"),
                Counts = True("counts"),
                Entirely = True("entirely"),
                Position = Whole("position"),
                First = Whole("first"),
                Way = Text("way"),
                Window = Text("window"),
                Outcome = Text("outcome"),
                Ms = Number("ms"),
                Again = True("again"),
                Text = Text("text"),
                All = True("all"),
                Path = Text("path"),
                Job = Whole("job"),
                TakeBack = True("take_back"),
                MarkedUs = Whole("marked_us"),
                StartS = Number("start_s"),
                Files = ReadList(root, "files", file => file.ValueKind == JsonValueKind.String ? file.GetString() : null),
            },
            null);

        string? Text(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        long? Whole(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var whole)
                ? whole
                : null;

        bool? True(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True ? true : null;

        double? Number(string name) =>
            root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
    }

    // What does not fit is left out: only actions that need it read it.
    private static T[]? ReadList<T>(JsonElement root, string name, Func<JsonElement, T?> read)
        where T : class =>
        root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(read).OfType<T>()]
            : null;

    // A number alone is a range of one.
    private static long[]? ReadRange(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.TryGetInt64(out var one) ? [one, one] : null;
        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2
            && value[0].ValueKind == JsonValueKind.Number && value[0].TryGetInt64(out var first)
            && value[1].ValueKind == JsonValueKind.Number && value[1].TryGetInt64(out var last)
                ? [first, last]
                : null;
    }
}
