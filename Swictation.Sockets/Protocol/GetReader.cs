using System.Globalization;
using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Sockets.Protocol;

/// <summary>Parses a client's request for something other than the feed. Pure. Unknown fields are ignored.</summary>
public static class GetReader
{
    private const int LongestId = 64;
    private const int MostWords = 64;
    private const int LongestWords = 1_024;
    private const int StandardTranscripts = 100;
    private const string NumberOrLast = "the number of a session, or \"last\"";

    private static readonly GetSubject[] Subjects = Enum.GetValues<GetSubject>();

    /// <summary>True for an object that asks for something, whether that can be understood or not.</summary>
    public static bool IsRequest(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("get", out _) && !line.TryGetProperty("hello", out _);

    /// <summary>Reads a line for which <see cref="IsRequest"/> is true.</summary>
    /// <param name="error">Why it cannot be done; null if it can.</param>
    /// <exception cref="InvalidOperationException">A text is no UTF-8, or half of a surrogate pair.</exception>
    public static GetRequest? Read(JsonElement line, out FeedError? error)
    {
        error = null;
        string? id = null;
        try
        {
            id = ReadId(line);
            var subject = ReadSubject(line);
            return Read(line, new GetRequest(subject, id));
        }
        catch (UnfitFieldException e)
        {
            error = e.Error with { ReplyTo = id };
            return null;
        }
    }

    private static GetRequest Read(JsonElement line, GetRequest request) => request.Subject switch
    {
        GetSubject.Status => request,
        GetSubject.Sessions => request with
        {
            Limit = ReadLimit(line, int.MaxValue),
            Before = IsText(line, "before") ? long.MaxValue : ReadPosition(line, "before") ?? long.MaxValue,
            BeforeTime = IsText(line, "before") ? ReadTime(line, "before") : null,
            Since = ReadTime(line, "since"),
        },
        GetSubject.Session => request with
        {
            Session = IsLast(line) ? null : ReadSession(line, NumberOrLast) ?? throw Unfit("session", NumberOrLast),
            IsLastSession = IsLast(line),
            Limit = ReadLimit(line, int.MaxValue),
            After = ReadPosition(line, "after"),
        },
        GetSubject.Transcripts => request with
        {
            Session = IsLast(line) ? null : ReadSession(line, NumberOrLast),
            IsLastSession = IsLast(line),
            Limit = ReadLimit(line, StandardTranscripts),
            Before = ReadPosition(line, "before") ?? long.MaxValue,
        },
        _ => request with
        {
            Words = ReadWords(line),
            Session = ReadSession(line),
            Limit = ReadLimit(line, StandardTranscripts),
            Before = ReadPosition(line, "before") ?? long.MaxValue,
        },
    };

    // As on the command socket: other JSON values are taken as their text.
    private static string ReadId(JsonElement line)
    {
        if (!line.TryGetProperty("request_id", out var id) || id.ValueKind == JsonValueKind.Null)
            throw Unfit("request_id", "your name for the request, which the answer carries");

        var text = id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();
        return text.Length <= LongestId ? text : throw Unfit("request_id", $"at most {LongestId} characters");
    }

    private static GetSubject ReadSubject(JsonElement line)
    {
        var get = line.GetProperty("get");
        var name = get.ValueKind == JsonValueKind.String ? get.GetString()! : get.GetRawText();
        var found = Array.FindIndex(Subjects, subject => NameOf(subject) == name);
        return found >= 0 ? Subjects[found] : throw new UnfitFieldException(new(
            FeedErrorCode.UnknownRequest,
            $"There is no \"{Echo.Of(name)}\" to get; there are {string.Join(", ", Subjects.Select(NameOf))}"));
    }

    private static string NameOf(GetSubject subject) => subject.ToString().ToLowerInvariant();

    private static bool IsText(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String;

    private static bool IsLast(JsonElement line) =>
        IsText(line, "session") && line.GetProperty("session").ValueEquals("last"u8);

    private static int ReadLimit(JsonElement line, int standard)
    {
        if (!line.TryGetProperty("limit", out var limit)) return standard;
        return limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var number) && number > 0
            ? number
            : throw Unfit("limit", $"a whole number from 1 to {int.MaxValue}");
    }

    private static long? ReadPosition(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var position)) return null;
        return position.ValueKind == JsonValueKind.Number && position.TryGetInt64(out var number) && number >= 0
            ? number
            : throw Unfit(name, "a whole number, 0 or more");
    }

    private static SessionId? ReadSession(JsonElement line, string expected = "the number of a session")
    {
        if (!line.TryGetProperty("session", out var session)) return null;
        return session.ValueKind == JsonValueKind.Number && session.TryGetInt64(out var id) && id > 0
            ? new(id)
            : throw Unfit("session", expected);
    }

    private static DateTimeOffset? ReadTime(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out var time)) return null;
        return time.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(
                time.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
            ? read
            : throw Unfit(name, "a time like 2026-11-22T10:51:34Z");
    }

    private static string ReadWords(JsonElement line)
    {
        if (!IsText(line, "words")) throw Unfit("words", "the text to look for");

        var words = line.GetProperty("words").GetString()!;
        var count = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return words.Length <= LongestWords && count <= MostWords
            ? words
            : throw Unfit("words", $"at most {MostWords} words of {LongestWords} characters in all");
    }

    private static UnfitFieldException Unfit(string name, string expected) =>
        new(new(FeedErrorCode.InvalidRequest, $"\"{name}\" has to be {expected}"));
}
