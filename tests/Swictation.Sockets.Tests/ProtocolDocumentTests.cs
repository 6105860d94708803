using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Names;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Protocol;
using Swictation.Sockets.Requests;

namespace Swictation.Sockets.Tests;

/// <summary>
/// docs/protocol.md says what the code does: its examples are parsed, and everything that exists has one.
/// </summary>
public sealed partial class ProtocolDocumentTests
{
    private static readonly string Document = DocumentExamples.Document;

    [Fact]
    public void What_is_left_of_forgotten_events_is_read_and_stays_as_it_stands_in_the_document()
    {
        foreach (var line in Examples("json remains"))
        {
            var stored = new StoredEvent(1, new SessionId(123), 0, TypeOf(line), 1, Encoding.UTF8.GetBytes(line));

            Assert.True(WireReader.Read(stored) is Transcription { IsForgotten: true } or SegmentMeasured { Confidence: null });
            Assert.Equal(line, Encoding.UTF8.GetString(Remains.Of(stored, new byte[32], characters: null, keepsCounts: true)));
        }
    }

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
    public void Every_former_form_in_the_document_is_read()
    {
        var lines = Examples("json former").ToArray();

        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var read = WireReader.Read(new(1, new SessionId(123), 0, TypeOf(line), WireWriter.CurrentVersion, Encoding.UTF8.GetBytes(line)));

            Assert.True(read is SegmentMeasured { Session.Value: 123, StartS: 3.52, RecognitionMs: 380.4 or 1580.4 });
            Assert.NotEqual(line, Encoding.UTF8.GetString(WireWriter.ToAppend(read).Body.Span));
        }
    }

    [Fact]
    public void Every_type_of_event_has_an_example()
    {
        var documented = Examples("json").Select(TypeOf).ToHashSet();

        Assert.Equal(EventType.Known.Values.Select(type => type.Name).Order(), documented.Select(type => type.Name).Order());
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
        var commands = Document.IndexOf("## Command socket", StringComparison.Ordinal);

        Assert.Equal(Known<FeedErrorCode>().Order(), Codes(Document[..commands]));
        Assert.Equal(Known<CommandErrorCode>().Order(), Codes(Document[commands..]));

        static IEnumerable<string> Codes(string section)
        {
            var table = section[section.IndexOf("| code |", StringComparison.Ordinal)..];
            table = table[..(table + "\n\n").IndexOf("\n\n", StringComparison.Ordinal)];
            return TableRow().Matches(table).Select(match => match.Groups[1].Value).Order();
        }
    }

    [Fact]
    public void Every_hello_in_the_document_is_understood()
    {
        Assert.All(Examples("json hello"), line =>
        {
            var read = ClientLineReader.Read(Encoding.UTF8.GetBytes(line));
            Assert.NotNull(read.Hello);
            Assert.Null(read.Error);
        });
    }

    [Fact]
    public void Every_request_for_more_in_the_document_is_understood()
    {
        Assert.All(Examples("json get"), line =>
        {
            var read = ClientLineReader.Read(Encoding.UTF8.GetBytes(line));

            Assert.Null(read.Error);
            Assert.NotNull(read.Get);
        });
    }

    [Fact]
    public void Every_line_of_an_answer_in_the_document_is_written_as_it_stands_there()
    {
        foreach (var line in Examples("json answer"))
        {
            var fields = JsonDocument.Parse(line).RootElement;
            var lines = new AnswerLines(fields.GetProperty("reply_to").GetString()!);
            switch (fields.GetProperty("type").GetString())
            {
                case "session":
                    lines.Add(fields.Deserialize(AnswerJsonContext.Default.SessionJson)!);
                    break;
                case "transcript":
                    lines.Add(
                        new(fields.GetProperty("session_id").GetInt64()),
                        fields.GetProperty("seq").GetInt64(),
                        fields.Deserialize(AnswerJsonContext.Default.TranscriptJson)!);
                    break;
                case "without_text":
                    lines.Add(fields.Deserialize(AnswerJsonContext.Default.WithoutTextJson)!);
                    break;
                case "gap":
                    lines.Add(fields.Deserialize(AnswerJsonContext.Default.GapJson)!);
                    break;
                case "done":
                    var done = fields.Deserialize(AnswerJsonContext.Default.DoneLine)!;
                    lines.Done(done.More, done.Before, done.After);
                    break;
                default:
                    Assert.Equal(
                        line + "\n",
                        Encoding.UTF8.GetString(ControlLines.Error(new(
                            new(fields.GetProperty("code").GetString()!), fields.GetProperty("message").GetString()!)
                        {
                            ReplyTo = fields.GetProperty("reply_to").GetString(),
                        }).Span));
                    continue;
            }

            Assert.Equal(line + "\n", Encoding.UTF8.GetString(lines.Take().Span));
        }
    }

    [Fact]
    public void Every_feature_is_listed()
    {
        var table = Document[Document.IndexOf("| feature |", StringComparison.Ordinal)..];
        var end = table.IndexOf("\n\n", StringComparison.Ordinal);

        Assert.Equal(
            Known<FeedFeature>().Order(),
            TableRow().Matches(table[..end]).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void Every_code_of_a_trouble_is_named()
    {
        Assert.All(
            Known<TroubleCode>(), code => Assert.Contains($"`{code}`", Document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_numbered_event_in_the_document_is_written_as_it_stands_there()
    {
        foreach (var line in Examples("json numbered"))
        {
            var fields = JsonDocument.Parse(line).RootElement;
            var session = fields.GetProperty("session_id").GetInt64();
            var at = fields.GetProperty("at").GetDateTimeOffset();
            var isWithheld = fields.TryGetProperty("off_the_record", out _);
            var version = fields.TryGetProperty("v", out var v) ? v.GetInt32() : WireWriter.CurrentVersion;
            var marker = (version > 1 ? $"\"v\":{version}," : "") + (isWithheld ? "\"off_the_record\":true," : "");
            var place = $$"""{"seq":{{fields.GetProperty("seq")}},"at":"{{fields.GetProperty("at")}}",""";
            var stored = line.Replace(
                $$"""{{place}}"session_id":{{session}},{{marker}}""", "{", StringComparison.Ordinal);
            var bytes = Encoding.UTF8.GetBytes(stored + "\n");
            var entry = new EventEntry(
                fields.GetProperty("seq").GetInt64(),
                new SessionId(session),
                WireTime.ToMicroseconds(at),
                TypeOf(line),
                version,
                0,
                bytes.Length);

            var sent = new NumberedLines().Encode(new(new(bytes, new[] { entry }), 0, 1, TimeSpan.Zero));

            Assert.Equal(line + "\n", Encoding.UTF8.GetString(sent.Span));
        }
    }

    [Fact]
    public void Every_line_for_the_desktop_interface_is_written_as_it_stands_there()
    {
        var stored = Examples("json").ToHashSet();
        foreach (var line in Examples("json desktop"))
        {
            var documented = stored.Single(other => line == Respell(other));
            Assert.NotEqual(documented, line);
        }

        static string Respell(string documented)
        {
            var bytes = Encoding.UTF8.GetBytes(documented + "\n");
            var entry = new EventEntry(1, new SessionId(123), 0, TypeOf(documented), WireWriter.CurrentVersion, 0, bytes.Length);
            var sent = new DesktopLines().Encode(new(new(bytes, new[] { entry }), 0, 1, TimeSpan.Zero));
            return Encoding.UTF8.GetString(sent.Span).TrimEnd('\n');
        }
    }

    [Fact]
    public void Every_control_line_in_the_document_is_written_as_it_stands_there()
    {
        foreach (var line in Examples("json control"))
        {
            var fields = JsonDocument.Parse(line).RootElement;
            var written = fields.GetProperty("type").GetString() switch
            {
                "hello" => ControlLines.Hello(
                    fields.GetProperty("log_id").GetString()!,
                    fields.GetProperty("oldest").GetInt64(),
                    fields.GetProperty("head").GetInt64(),
                    fields.GetProperty("version").GetString()!,
                    [.. fields.GetProperty("features").EnumerateArray().Select(feature => feature.GetString()!)],
                    ReadReplay(fields),
                    fields.TryGetProperty("head_hash", out var hash)
                        ? new(fields.GetProperty("hashed_up_to").GetInt64(), hash.GetString()!)
                        : null),
                "caught_up" => ControlLines.CaughtUp(fields.GetProperty("seq").GetInt64()),
                "heartbeat" => ControlLines.Heartbeat(
                    fields.GetProperty("seq").GetInt64(), WireTime.FromSeconds(fields.GetProperty("timestamp").GetDouble())),
                "removed" => ControlLines.Removed(new(
                    fields.GetProperty("first").GetInt64(),
                    fields.GetProperty("last").GetInt64(),
                    new(fields.GetProperty("reason").GetString()!))),
                "error" => ControlLines.Error(new(
                    new(fields.GetProperty("code").GetString()!),
                    fields.GetProperty("message").GetString()!,
                    fields.GetProperty("oldest").GetInt64(),
                    fields.GetProperty("head").GetInt64(),
                    fields.TryGetProperty("log_id", out var logId) ? logId.GetString() : null)),
                "snapshot" => ControlLines.Snapshot(ReadSnapshot(fields)),
                var type => ControlLines.Bye(new(type == "bye" ? fields.GetProperty("reason").GetString()! : "no such line")),
            };

            Assert.Equal(line + "\n", Encoding.UTF8.GetString(written.Span));
        }
    }

    private static Snapshot ReadSnapshot(JsonElement fields) => new(
        fields.GetProperty("seq").GetInt64(),
        Enum.Parse<Phase>(fields.GetProperty("state").GetString()!, ignoreCase: true),
        fields.GetProperty("session_id") is { ValueKind: JsonValueKind.Number } id ? new SessionId(id.GetInt64()) : null,
        fields.GetProperty("paused").GetBoolean(),
        fields.GetProperty("off_the_record").GetBoolean(),
        fields.GetProperty("muted").GetBoolean(),
        fields.TryGetProperty("microphone", out var microphone)
            ? Enum.Parse<MicrophoneState>(microphone.GetString()!, ignoreCase: true)
            : null,
        fields.GetProperty("hearing").GetBoolean(),
        fields.GetProperty("source_ended").GetBoolean(),
        [.. fields.GetProperty("trouble").EnumerateArray().Select(code => code.GetString()!)],
        ReadReplay(fields));

    private static SessionId? ReadReplay(JsonElement fields) =>
        fields.TryGetProperty("replay", out var replay) ? new SessionId(replay.GetInt64()) : null;

    private static List<string> Examples(string kind) => DocumentExamples.Of(kind);

    private static EventType TypeOf(string line) =>
        EventType.FromUtf8(Encoding.UTF8.GetBytes(JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()!));

    private static IEnumerable<string> Known<T>()
        where T : struct, IWireName<T> =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => ((T)property.GetValue(null)!).Name);

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
