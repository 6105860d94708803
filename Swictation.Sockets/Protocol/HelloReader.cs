using System.Collections.Frozen;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Protocol;

/// <summary>Reads a hello out of a client's line. Pure. Unknown fields are ignored.</summary>
public static class HelloReader
{
    public const int Protocol = 2;
    private const int MaxHeartbeatS = 3600;
    private const int MaxTypes = 64;
    private const int DigitsOfHash = 64;
    private const double MaxSeconds = 1e9;

    // Those of events that stay in the log too.
    private static readonly FrozenSet<string> KnownTypes = EventType.Known.Values.Select(type => type.Name).ToFrozenSet();

    /// <summary>What is said of a line that nobody can read.</summary>
    public static FeedError NoJson { get; } = Invalid("the line is no valid JSON");

    /// <param name="error">Why it cannot be done; null if it can.</param>
    /// <exception cref="InvalidOperationException">A text is no UTF-8, or half of a surrogate pair.</exception>
    public static Hello? Read(JsonElement line, out FeedError? error)
    {
        error = null;
        try
        {
            if (line.ValueKind == JsonValueKind.Object
                && line.TryGetProperty("hello", out var hello)
                && hello.ValueKind == JsonValueKind.Object)
            {
                return Read(hello);
            }

            error = Invalid("the line is neither {\"hello\":{…}} nor {\"get\":…}");
        }
        catch (UnfitFieldException e)
        {
            error = e.Error;
        }

        return null;
    }

    private static Hello Read(JsonElement hello)
    {
        if (Number(hello, "protocol", Protocol, 0, int.MaxValue) is var protocol && protocol != Protocol)
        {
            throw new UnfitFieldException(new(
                FeedErrorCode.UnsupportedProtocol, $"Protocol {protocol} is not spoken here; say {Protocol}"));
        }

        return new()
        {
            After = hello.TryGetProperty("after", out _) ? (long)Whole(hello, "after") : null,
            LogId = ReadLogId(hello),
            Known = ReadKnown(hello),
            Session = ReadSession(hello),
            IsLastSession = hello.TryGetProperty("session", out var session)
                && session.ValueKind == JsonValueKind.String,
            Pace = new(
                Number(hello, "speed", 0, 0, MaxSeconds),
                hello.TryGetProperty("max_gap_s", out _)
                    ? TimeSpan.FromSeconds(Number(hello, "max_gap_s", 0, 0, MaxSeconds))
                    : null),
            From = TimeSpan.FromSeconds(Number(hello, "from_s", 0, 0, MaxSeconds)),
            Types = ReadTypes(hello),
            Heartbeat = ReadHeartbeat(hello),
        };
    }

    private static string? ReadLogId(JsonElement hello)
    {
        if (!hello.TryGetProperty("log_id", out var logId)) return null;
        return logId.ValueKind == JsonValueKind.String ? logId.GetString() : throw Unfit("log_id", "the name of a log");
    }

    // The one says nothing without the other.
    private static LogHash? ReadKnown(JsonElement hello)
    {
        var hasHash = hello.TryGetProperty("head_hash", out var hash);
        var hasPosition = hello.TryGetProperty("hashed_up_to", out _);
        if (!hasHash && !hasPosition) return null;
        if (!hasPosition) throw Unfit("hashed_up_to", "there with \"head_hash\"");

        var position = Whole(hello, "hashed_up_to");
        return hash.ValueKind == JsonValueKind.String && hash.GetString() is { Length: DigitsOfHash } digits && digits.All(char.IsAsciiHexDigitLower)
            ? new(position, digits)
            : throw Unfit("head_hash", $"{DigitsOfHash} hexadecimal digits, from an answer to a hello");
    }

    private static SessionId? ReadSession(JsonElement hello)
    {
        if (!hello.TryGetProperty("session", out var session)) return null;
        if (session.ValueKind == JsonValueKind.String && session.ValueEquals("last"u8)) return null;
        if (session.ValueKind == JsonValueKind.Number && session.TryGetInt64(out var id) && id > 0) return new(id);
        throw Unfit("session", "the number of a session, or \"last\"");
    }

    private static EventSelection ReadTypes(JsonElement hello)
    {
        if (!hello.TryGetProperty("types", out var types)) return EventSelection.All;
        if (types.ValueKind != JsonValueKind.Array || types.GetArrayLength() is 0 or > MaxTypes
            || types.EnumerateArray().Any(type => type.ValueKind != JsonValueKind.String))
        {
            throw Unfit("types", $"a list of 1 to {MaxTypes} names of types");
        }

        var names = types.EnumerateArray().Select(type => type.GetString()!).ToList();
        if (names.Find(name => !KnownTypes.Contains(name)) is { } unknown)
        {
            throw new UnfitFieldException(new(
                FeedErrorCode.UnknownType,
                $"There is no type of events \"{Echo.Of(unknown)}\"; there are {string.Join(", ", KnownTypes.Order())}"));
        }

        return EventSelection.Of(names.Select(name => new EventType(name)));
    }

    private static TimeSpan ReadHeartbeat(JsonElement hello)
    {
        var seconds = Number(hello, "heartbeat_s", 0, 0, MaxHeartbeatS);
        return seconds is 0 or >= 1
            ? TimeSpan.FromSeconds(seconds)
            : throw Unfit("heartbeat_s", $"0 for never, or 1 to {MaxHeartbeatS}");
    }

    private static long Whole(JsonElement hello, string name) =>
        hello.GetProperty(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number)
            && number >= 0
            ? number
            : throw Unfit(name, "a whole number, 0 or more");

    private static double Number(JsonElement hello, string name, double standard, double least, double most)
    {
        if (!hello.TryGetProperty(name, out var value)) return standard;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && number >= least && number <= most
            ? number
            : throw Unfit(name, $"a number from {least} to {most}");
    }

    private static UnfitFieldException Unfit(string name, string expected) =>
        new(Invalid($"\"{name}\" has to be {expected}"));

    private static FeedError Invalid(string reason) => new(FeedErrorCode.InvalidHello, $"No hello: {reason}");
}
