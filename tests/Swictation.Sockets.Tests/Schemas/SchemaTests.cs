using System.Text;
using System.Text.Json.Nodes;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Schemas;

/// <summary>docs/schema describes what is sent, and nothing else.</summary>
public sealed class SchemaTests
{
    private const string Event = "event.schema.json";
    private const string ProtocolTwo = "protocol-2.schema.json";
    private const string Reply = "command-reply.schema.json";

    /// <summary>The definition of each kind of reply.</summary>
    private static readonly Dictionary<Type, string> Replies = new()
    {
        [typeof(CommandReply)] = "error",
        [typeof(RecordingReply)] = "recording",
        [typeof(DaemonStatus)] = "status",
        [typeof(PlayReply)] = "play",
        [typeof(RetryReply)] = "retry",
        [typeof(JobReply)] = "job",
        [typeof(ForgetReply)] = "forget",
        [typeof(DeliveriesReply)] = "deliveries",
        [typeof(MetricsReply)] = "metrics",
    };

    public static TheoryData<string, string> ExamplesWithSchema => new()
    {
        { "json", Event },
        { "json remains", Event },
        { "json former", Event },
        { "json desktop", "protocol-1-desktop.schema.json" },
        { "json numbered", ProtocolTwo },
        { "json control", ProtocolTwo },
        { "json answer", ProtocolTwo },
        { "json hello", "client-line.schema.json" },
        { "json get", "client-line.schema.json" },
        { "json request", "command-request.schema.json" },
        { "json reply", Reply },
    };

    [Fact]
    public void Every_type_of_event_has_a_schema()
    {
        Assert.Equal(
            EventType.Known.Values.Select(type => type.Name).Order(),
            JsonSchemas.DefinitionsOf(Event).Where(name => name != "reason").Order());
    }

    [Fact]
    public void Every_kind_of_reply_has_a_schema()
    {
        var kinds = typeof(CommandReply).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(CommandReply)));

        Assert.Equal(kinds.Select(kind => kind.Name).Order(), Replies.Keys.Select(kind => kind.Name).Order());
        Assert.All(Replies.Values, name => Assert.Contains(name, JsonSchemas.DefinitionsOf(Reply)));
    }

    [Fact]
    public void Every_event_that_can_be_written_fits()
    {
        foreach (var recorded in new ArbitraryEvents(seed: 3).OfEveryType().Take(500))
        {
            var form = WireWriter.ToAppend(recorded);
            var body = Encoding.UTF8.GetString(form.Body.Span);

            AssertFits(Event, body, form.Type.Name);
            AssertFits(ProtocolTwo, Numbered(form), "event");
        }
    }

    [Fact]
    public void Every_form_that_was_ever_stored_fits()
    {
        var recorded = Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "tests/Swictation.Domain.Tests/Recorded"), "*.json", SearchOption.AllDirectories);
        var rows = recorded.Select(path => JsonNode.Parse(File.ReadAllText(path))!.AsObject()).ToList();

        Assert.NotEmpty(rows);
        foreach (var row in rows) AssertFits(Event, BodyOf(row));
    }

    [Theory]
    [MemberData(nameof(ExamplesWithSchema))]
    public void Every_example_in_the_document_fits(string kind, string schema)
    {
        foreach (var line in DocumentExamples.Of(kind)) AssertFits(schema, line);
    }

    [Fact]
    public void Every_reply_in_the_document_fits_the_schema_of_its_kind()
    {
        foreach (var line in DocumentExamples.Of("json reply"))
        {
            var reply = CommandReplyLine.Read(Encoding.UTF8.GetBytes(line));

            AssertFits(Reply, line, reply.IsSuccess || reply.IsPending ? Replies[reply.GetType()] : "error");
        }
    }

    // What may be anything, or a text of any kind, is not wrong as another one.
    [Theory]
    [MemberData(nameof(ExamplesWithSchema))]
    public void Line_with_a_field_that_is_wrong_does_not_fit(string kind, string schema)
    {
        foreach (var line in DocumentExamples.Of(kind))
        {
            var fields = JsonNode.Parse(line)!.AsObject();
            foreach (var name in fields.Select(field => field.Key).Where(name => name != "request_id"))
            {
                var changed = fields.DeepClone().AsObject();
                changed[name] = new JsonObject { ["unexpected"] = true };
                Assert.NotEqual("", JsonSchemas.Problems(schema, changed.ToJsonString()));
            }

            fields["unexpected"] = true;
            Assert.NotEqual("", JsonSchemas.Problems(schema, fields.ToJsonString()));
        }
    }

    [Fact]
    public void Every_type_of_event_may_be_asked_for()
    {
        foreach (var type in EventType.Known.Values)
        {
            var hello = new JsonObject { ["hello"] = new JsonObject { ["types"] = new JsonArray(type.Name) } };

            Assert.Equal("", JsonSchemas.Problems("client-line.schema.json", hello.ToJsonString()));
        }
    }

    [Fact]
    public void Event_that_lacks_a_field_does_not_fit()
    {
        foreach (var line in DocumentExamples.Of("json"))
        {
            var fields = JsonNode.Parse(line)!.AsObject();
            var optional = fields.Select(field => field.Key)
                .Where(name => name is "reason" or "confidence" or "word_confidences" or "recognised_at" or "log_id" or "best_wpm"
                    or "best_wpm_session" or "lowest_latency_ms" or "lowest_latency_session" or "removed_type" or "keep_s"
                    or "window" or "first" or "kept" or "moved")
                .ToHashSet();
            if (fields["type"]!.GetValue<string>() is SegmentImported.TypeName or SegmentWithheld.TypeName or SessionMarked.TypeName)
                optional.UnionWith(["text", "score"]);
            if (fields["type"]!.GetValue<string>() == SegmentMeasured.TypeName) optional.Add("words");
            if (fields["type"]!.GetValue<string>() == LogRestored.TypeName) optional.Add("set_aside");
            if (fields["type"]!.GetValue<string>() == RecogniserChanged.TypeName)
                optional.UnionWith(["model", "sha256", "language", "settings"]);
            foreach (var name in fields.Select(field => field.Key).Where(name => !optional.Contains(name)))
            {
                var changed = fields.DeepClone().AsObject();
                changed.Remove(name);
                Assert.True(JsonSchemas.Problems(Event, changed.ToJsonString()).Length > 0, $"{line} fits without {name}");
            }
        }
    }

    // Readers ignore what they do not know: that is how a protocol grows.
    [Fact]
    public void Published_schemas_let_fields_pass_that_they_do_not_know()
    {
        foreach (var name in JsonSchemas.Names)
        {
            var text = Repository.ReadText($"docs/schema/{name}");

            Assert.DoesNotContain("unevaluatedProperties", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"additionalProperties\": false", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_schema_is_listed()
    {
        var list = Repository.ReadText("docs/schema/README.md");

        Assert.All(JsonSchemas.Names, name => Assert.Contains($"({name})", list, StringComparison.Ordinal));
    }

    private static string Numbered(EventToAppend form)
    {
        var log = new InMemoryEventLog();
        log.Append([form]);
        return Encoding.UTF8.GetString(new NumberedLines().Encode(new FeedStep(log.ReadAfter(0), 0, 1, TimeSpan.Zero)).Span);
    }

    private static string BodyOf(JsonObject row) =>
        row["body"] is JsonValue text && text.TryGetValue<string>(out var body) ? body : row["body"]!.ToJsonString();

    private static void AssertFits(string schema, string json, string? definition = null) =>
        Assert.Equal("", JsonSchemas.Problems(schema, json, definition));
}
