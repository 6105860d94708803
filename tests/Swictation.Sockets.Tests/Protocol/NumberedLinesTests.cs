using System.Text;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Protocol;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Protocol;

public sealed class NumberedLinesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 51, 34, 182, 10, TimeSpan.Zero);

    [Fact]
    public void Position_time_and_session_stand_in_front_of_the_stored_fields()
    {
        var line = Encode(new Transcription(new(12), At, "say \"session_id\":5, please", 1, 2, 3));

        Assert.Equal(
            """{"seq":1,"at":"2026-11-22T10:51:34.182010Z","session_id":12,"type":"transcription","text":"say \"session_id\":5, please","timestamp":"10:51:34","wpm":1.0,"latency_ms":2.0,"words":3}"""
            + "\n",
            line);
    }

    [Fact]
    public void A_session_that_the_stored_fields_name_comes_only_once()
    {
        Assert.Equal(
            """{"seq":1,"at":"2026-11-22T10:51:34.182010Z","session_id":12,"type":"session_start","timestamp":1795344694.18201}"""
            + "\n",
            Encode(new SessionStart(new(12), At)));
        Assert.StartsWith(
            """{"seq":1,"at":"2026-11-22T10:51:34.182010Z","session_id":null,"type":"metrics_update","state":"idle","segments":0,""",
            Encode(new MetricsUpdate(null, At, Phase.Idle, default, default)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Version_of_the_form_stands_in_front_where_it_is_not_the_first()
    {
        Assert.Equal(
            """{"seq":1,"at":"2026-11-22T10:51:34.182010Z","session_id":null,"v":2,"type":"storage_failed","timestamp":1795344694.18201,"reason":{"code":"disk_full"}}"""
            + "\n",
            Encode(new StorageFailed(null, At, new(ReasonCode.DiskFull))));
        Assert.StartsWith(
            """{"seq":1,"at":"2026-11-22T10:51:34.182010Z","session_id":12,"v":2,"off_the_record":true,"type":"transcription",""",
            Encode(new Transcription(new(12), At, "secret", 1, 2, 3) { IsOffTheRecord = true }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Longest_numbers_have_room()
    {
        const string Stored = """{"type":"dreamt"}""";
        var bytes = Encoding.UTF8.GetBytes(Stored + "\n");
        var entry = new EventEntry(
            long.MaxValue, new(long.MaxValue), 0, Transcription.TypeName, int.MaxValue, 0, bytes.Length);

        var sent = new NumberedLines().Encode(new(new(bytes, new[] { entry }), 0, 1, TimeSpan.Zero));

        Assert.Equal(
            $$"""{"seq":{{long.MaxValue}},"at":"1970-01-01T00:00:00.000000Z","session_id":{{long.MaxValue}},"v":{{int.MaxValue}},{{Stored[1..]}}""" + "\n",
            Encoding.UTF8.GetString(sent.Span));
    }

    [Fact]
    public void Every_event_stays_a_JSON_object_with_all_its_fields_once()
    {
        foreach (var recorded in new ArbitraryEvents(seed: 1).OfEveryType().Take(400))
        {
            var stored = JsonDocument.Parse(WireWriter.ToAppend(recorded).Body).RootElement;

            var sent = JsonDocument.Parse(Encode(recorded)).RootElement;

            var names = sent.EnumerateObject().Select(field => field.Name).ToList();
            Assert.Equal(names.Distinct(), names);
            Assert.Equal(["seq", "at", "session_id"], names[..3]);
            Assert.All(
                stored.EnumerateObject().Where(field => field.Name != "session_id"),
                field => Assert.Equal(field.Value.GetRawText(), sent.GetProperty(field.Name).GetRawText()));
        }
    }

    [Theory]
    [InlineData("""{"type":"dreamt","session_id":12}""")]
    [InlineData("""{"session_id":12,"type":"dreamt"}""")]
    public void The_session_may_stand_anywhere_in_events_of_other_versions(string stored)
    {
        var line = Encode(new EventToAppend(new(12), 0, new("dreamt"), 1, Encoding.UTF8.GetBytes(stored)));

        Assert.Equal(
            """{"seq":1,"at":"1970-01-01T00:00:00.000000Z","session_id":12,"type":"dreamt"}""" + "\n",
            line);
    }

    private static string Encode(SessionEvent recorded) => Encode(WireWriter.ToAppend(recorded));

    private static string Encode(EventToAppend recorded)
    {
        var log = new InMemoryEventLog();
        log.Append([recorded]);
        var step = new FeedStep(log.ReadAfter(0), 0, 1, TimeSpan.Zero);
        return Encoding.UTF8.GetString(new NumberedLines().Encode(step).Span);
    }
}
