using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Testing;

namespace Swictation.Domain.Tests.Wire;

public sealed class RoundTripTests
{
    private const int Seed = 20261122;
    private const int EventsOfEachType = 200;

    [Fact]
    public void Every_event_reads_back_as_it_was_written()
    {
        var events = new ArbitraryEvents(Seed).OfEveryType().Take(EventsOfEachType * EventType.Known.Count).ToList();

        var readBack = events.Select(e => WireReader.Read(Stored.Of(e)));

        Assert.Equal(EventType.Known.Keys.ToHashSet(), events.Select(e => e.GetType()).ToHashSet());
        Assert.Equal(events, readBack);
    }

    [Fact]
    public void What_a_session_records_reads_back_as_it_was_written()
    {
        var events = new EventFaker(Seed).Session(new(1), 200).ToList();

        Assert.Equal(events, events.Select(e => WireReader.Read(Stored.Of(e))));
    }

    [Fact]
    public void A_time_comes_back_to_the_microsecond()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1_234_567);

        var readBack = WireReader.Read(Stored.Of(new SessionStart(new(1), at)));

        Assert.Equal(WireTime.Truncate(at), readBack.At);
        Assert.Equal(at.AddTicks(-7), readBack.At);
    }

    [Fact]
    public void An_event_of_an_unknown_type_is_carried_unchanged()
    {
        var stored = Stored.Row(new("mood_changed"), """{ "mood" : "fine" }""", new SessionId(3), at: 99, version: 4);

        var recorded = WireReader.Read(stored);

        Assert.IsType<UnknownEvent>(recorded);
        AssertCarried(stored, WireWriter.ToAppend(recorded));
    }

    [Fact]
    public void An_event_of_a_newer_version_is_carried_unchanged()
    {
        var stored = Stored.Row(Transcription.TypeName, """{"words":["in","new","form"]}""", version: 3);

        var recorded = WireReader.Read(stored);

        Assert.IsType<UnknownEvent>(recorded);
        AssertCarried(stored, WireWriter.ToAppend(recorded));
    }

    [Fact]
    public void What_was_said_off_the_record_is_sent_as_it_was_said_and_stored_without_its_text()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var said = new Transcription(new(1), at, "a secret", 90, 12.5, 2, IsOffTheRecord: true);

        var form = WireWriter.ToAppend(said);

        Assert.Equal(WireWriter.WithheldVersion, form.Version);
        Assert.Equal(Stored.Line(said with { IsOffTheRecord = false }), Encoding.UTF8.GetString(form.Sent.Span));
        Assert.Equal(
            said with { Text = Transcription.Withheld }, WireReader.Read(Stored.Of(said)));
        Assert.Equal(
            Stored.Line(said with { IsOffTheRecord = false, Text = "[off the record]" }),
            Encoding.UTF8.GetString(form.Body.Span));
    }

    [Fact]
    public void An_unknown_event_keeps_its_body_when_the_memory_it_was_read_from_is_used_again()
    {
        var bytes = """{"mood":"fine"}"""u8.ToArray();
        var recorded = WireReader.Read(new StoredEvent(1, null, 0, new("mood_changed"), 1, bytes));

        Array.Clear(bytes);

        Assert.Equal("""{"mood":"fine"}""", Stored.Line(recorded));
    }

    private static void AssertCarried(StoredEvent stored, EventToAppend appended)
    {
        Assert.Equal(
            (stored.Session, stored.AtMicroseconds, stored.Type, stored.Version),
            (appended.Session, appended.AtMicroseconds, appended.Type, appended.Version));
        Assert.Equal(stored.Body.ToArray(), appended.Body.ToArray());
    }
}
