using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Storage.Unsaved;

/// <summary>
/// Events that belong at a position of a log and could not be written there, as a file of JSON lines: first which log
/// and which position, then an event each, its body as the log would have had it.
/// </summary>
/// <param name="LogId">Name of the log.</param>
/// <param name="After">The event that they follow.</param>
/// <param name="LastWord">The user's last word when they were saved.</param>
public sealed record UnsavedFile(
    string LogId, long After, IReadOnlyList<EventToAppend> Events, string? LastWord = null)
{
    public void Write(Stream to)
    {
        WriteLine(to, new UnsavedHeading(LogId, After, LastWord), UnsavedJson.Readable.UnsavedHeading);
        foreach (var e in Events)
        {
            WriteLine(
                to,
                new UnsavedEvent(
                    e.Session?.Value, e.AtMicroseconds, e.Type.Name, e.Version, Encoding.UTF8.GetString(e.Body.Span)),
                UnsavedJson.Readable.UnsavedEvent);
        }
    }

    /// <exception cref="InvalidDataException">It is no such file, or not whole.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static UnsavedFile Read(string path)
    {
        try
        {
            using var lines = File.ReadLines(path).GetEnumerator();
            if (!lines.MoveNext()) throw new InvalidDataException("it is empty");
            var heading = ReadLine(lines.Current, UnsavedJson.Readable.UnsavedHeading);
            List<EventToAppend> events = [];
            while (lines.MoveNext())
            {
                var read = ReadLine(lines.Current, UnsavedJson.Readable.UnsavedEvent);
                events.Add(new(
                    read.SessionId is { } session ? new SessionId(session) : null,
                    read.AtUs,
                    new EventType(read.Type),
                    read.Version,
                    Encoding.UTF8.GetBytes(read.Body)));
            }

            return new(heading.LogId, heading.After, events, heading.LastWord);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>The word in a file, and the log that it was said to, whatever else is in it; null where there is none that can be read.</summary>
    public static (string Word, string LogId)? ReadLastWord(string path)
    {
        try
        {
            if (File.ReadLines(path).FirstOrDefault() is not { } line) return null;
            var heading = ReadLine(line, UnsavedJson.Readable.UnsavedHeading);
            return heading.LastWord is { } word ? (word, heading.LogId) : null;
        }
        catch (Exception e) when (
            e is JsonException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static T ReadLine<T>(string line, JsonTypeInfo<T> form) =>
        JsonSerializer.Deserialize(line, form) ?? throw new InvalidDataException("a line has nothing in it");

    private static void WriteLine<T>(Stream to, T line, JsonTypeInfo<T> form)
    {
        JsonSerializer.Serialize(to, line, form);
        to.WriteByte((byte)'\n');
    }
}
