using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;
using Swictation.Testing;

namespace Swictation.Sockets.Tests;

/// <summary>docs/protocol.md says what the code does: its examples are parsed, and everything that exists has one.</summary>
public sealed partial class ProtocolDocumentTests
{
    private static readonly string Document = Repository.ReadText("docs/protocol.md");

    [Fact]
    public void Every_event_in_the_document_is_read_and_written_again_as_it_stands_there()
    {
        foreach (var line in Examples("json"))
        {
            var type = TypeOf(line);
            var session = JsonDocument.Parse(line).RootElement.TryGetProperty("session_id", out var id)
                && id.ValueKind == JsonValueKind.Number
                    ? new SessionId(id.GetInt64())
                    : (SessionId?)new SessionId(123);
            var at = JsonDocument.Parse(line).RootElement.TryGetProperty("timestamp", out var timestamp)
                && timestamp.ValueKind == JsonValueKind.Number
                    ? WireTime.FromSeconds(timestamp.GetDouble())
                    : new DateTimeOffset(2023, 11, 3, 14, 23, 15, TimeSpan.Zero);

            var read = WireReader.Read(new(
                1, session, WireTime.ToMicroseconds(at), type, WireWriter.CurrentVersion, Encoding.UTF8.GetBytes(line)));
            var written = WireWriter.ToAppend(read);

            Assert.IsNotType<UnknownEvent>(read);
            Assert.Equal(line, Encoding.UTF8.GetString(written.Body.Span));
        }
    }

    [Fact]
    public void Every_type_of_event_has_an_example()
    {
        var documented = Examples("json").Select(TypeOf).ToHashSet();

        var known = Constants<EventType>(typeof(EventType));

        Assert.Equal(known.Select(type => type.Name).Order(), documented.Select(type => type.Name).Order());
    }

    [Fact]
    public void Every_request_in_the_document_is_accepted()
    {
        foreach (var line in Examples("json request"))
        {
            var isComplete = CommandRequestReader.TryRead(Encoding.UTF8.GetBytes(line), out var request, out var error);

            Assert.True(isComplete);
            Assert.Null(error);
            Assert.Equal(JsonDocument.Parse(line).RootElement.GetProperty("action").GetString(), request!.Action);
        }
    }

    [Fact]
    public void Every_reply_in_the_document_is_written_as_it_stands_there()
    {
        foreach (var line in Examples("json reply"))
        {
            var reply = CommandReplyLine.Read(Encoding.UTF8.GetBytes(line));

            Assert.Equal(line + "\n", Encoding.UTF8.GetString(CommandReplyLine.Write(reply)));
        }
    }

    [Fact]
    public void Every_error_code_is_listed()
    {
        var listed = ErrorRow().Matches(Document).Select(match => match.Groups[1].Value);

        Assert.Equal(Constants<string>(typeof(CommandErrorCode)).Order(), listed.Order());
    }

    private static List<string> Examples(string kind)
    {
        var lines = CodeBlock().Matches(Document)
            .Where(block => block.Groups[1].Value == kind)
            .SelectMany(block => block.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        Assert.NotEmpty(lines);
        return lines;
    }

    private static EventType TypeOf(string line) =>
        EventType.FromUtf8(Encoding.UTF8.GetBytes(JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()!));

    private static IEnumerable<T> Constants<T>(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(T))
            .Select(field => (T)field.GetValue(null)!);

    [GeneratedRegex(@"^```(json[a-z ]*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex ErrorRow();
}
