using System.Text.Json.Nodes;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Domain.Tests.Wire;

public sealed class MalformedEventTests
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "session_start", "" },
        { "session_start", "not json" },
        { "session_start", "null" },
        { "session_start", "[]" },
        { "session_start", """{"type":"session_start","session_id":1,"timestamp":1.0""" },
        { "session_start", """{"type":"session_start","session_id":"1","timestamp":1.0}""" },
        { "session_start", """{"type":"session_start","session_id":1,"timestamp":"now"}""" },
        { "session_start", """{"type":"session_start","session_id":1,"timestamp":1.0} {}""" },
        { "session_end", """{"type":"session_end","session_id":1.5,"timestamp":1.0}""" },
        { "state_change", """{"type":"state_change","state":"asleep","timestamp":1.0}""" },
        { "state_change", """{"type":"state_change","state":null,"timestamp":1.0}""" },
        { "state_change", """{"type":"state_change","state":"two\nlines","timestamp":1.0}""" },
        { "transcription", """{"type":"transcription","text":"a","timestamp":"x","wpm":1.0,"latency_ms":1.0,"words":5.0}""" },
        { "transcription", """{"type":"transcription","text":"\ud800","timestamp":"x","wpm":1.0,"latency_ms":1.0,"words":5}""" },
        { "segment_measured", """{"type":"segment_measured","session_id":1,"timestamp":1.0,"start_s":1e999,"duration_s":1.0,"wait_ms":1.0,"recognition_ms":1.0}""" },
        { "segment_measured", """{"type":"segment_measured","session_id":1,"timestamp":1.0,"start_s":1.0,"duration_s":1.0,"wait_ms":1.0}""" },
        { "segment_measured", """{"type":"segment_measured"}""" },
        { "segment_measured", """{"type":"segment_measured","times":[1.0,1.0,1.0]}""" },
        { "segment_measured", """{"type":"segment_measured","times":[1.0,1.0,1e999,1.0]}""" },
        { "segment_measured", """{"type":"segment_measured","times":[1.0,1.0,1.0,1.0],"confidence":0.5,"words":"zz"}""" },
        { "session_recovered", """{"type":"session_recovered","session_id":1,"timestamp":1.0,"resumed":true,"last_event":1e300}""" },
        { "session_recovered", """{"type":"session_recovered","session_id":1,"timestamp":1.0,"resumed":1,"last_event":1.0}""" },
        { "audio_kept", """{"type":"audio_kept","session_id":1,"timestamp":1.0,"start_s":1.0,"duration_s":1.0}""" },
        { "suspended", """{"type":"suspended","session_id":1,"timestamp":1.0}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_that_is_not_what_its_type_promises_is_malformed(string type, string body)
    {
        var stored = Stored.Row(new(type), body, new SessionId(1));

        var error = Assert.Throws<MalformedEventException>(() => WireReader.Read(stored));

        Assert.Equal((Stored.Sequence, type), (error.Sequence, error.Type));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_body_with_broken_utf8_is_malformed()
    {
        byte[] body = [.. """{"type":"state_change","state":"id"""u8, 0xC3, 0x28, .. "\",\"timestamp\":1.0}"u8];

        Assert.Throws<MalformedEventException>(
            () => WireReader.Read(new StoredEvent(1, null, 0, StateChange.TypeName, 1, body)));
    }

    [Fact]
    public void Speech_outside_any_session_is_malformed()
    {
        var events = new ArbitraryEvents(1);
        foreach (var stored in new[] { Stored.Of(events.Transcription()), Stored.Of(events.Measurement()) })
            Assert.Throws<MalformedEventException>(() => WireReader.Read(stored with { Session = null }));
    }

    [Fact]
    public void A_body_without_one_of_its_fields_is_malformed()
    {
        foreach (var recorded in new ArbitraryEvents(1).OfEveryType().Take(12))
        {
            var stored = Stored.Of(recorded);
            var names = JsonNode.Parse(stored.Body.Span)!.AsObject().Select(field => field.Key);
            foreach (var name in names.Where(name => name is not ("reason" or "session_id" or "log_id" or "recognised_at" or "removed_type" or "keep_s")))
                Assert.Throws<MalformedEventException>(() => WireReader.Read(Without(stored, name)));
        }
    }

    [Fact]
    public void A_field_that_this_version_does_not_know_is_no_mistake()
    {
        var stored = Stored.Row(
            SessionStart.TypeName, """{"mood":{"is":["fine"]},"timestamp":1.0,"session_id":5,"type":"session_start"}""");

        Assert.Equal(new SessionStart(new(5), DateTimeOffset.UnixEpoch), WireReader.Read(stored));
    }

    private static StoredEvent Without(StoredEvent stored, string name)
    {
        var body = JsonNode.Parse(stored.Body.Span)!.AsObject();
        body.Remove(name);
        return Stored.Row(stored.Type, body.ToJsonString(), stored.Session);
    }
}
