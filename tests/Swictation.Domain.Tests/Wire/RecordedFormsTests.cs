using System.Reflection;
using System.Text;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;

namespace Swictation.Domain.Tests.Wire;

/// <summary>
/// Recorded/vN holds a row of every event type as version N wrote it. The files are never changed: every later version
/// has to read them.
/// </summary>
public sealed class RecordedFormsTests
{
    private static readonly SessionId Session = new(12);
    private const string OriginalLog = "original-3f2a9c5d7e1b4680";
    private static readonly DateTimeOffset At =
        new DateTimeOffset(2026, 11, 22, 9, 30, 15, TimeSpan.Zero).AddMicroseconds(250_500);

    private static readonly Dictionary<string, SessionEvent> Version1 = new()
    {
        ["session_start"] = new SessionStart(Session, At),
        ["session_end"] = new SessionEnd(Session, At, SessionEndReason.Recovered),
        ["state_change"] = new StateChange(Session, At, Phase.Processing),
        ["transcription"] = new Transcription(Session, At, "Say \"Grüße\" 🙂", 145.2, 234.5, 3),
        ["metrics_update"] = new MetricsUpdate(
            Session, At, Phase.Recording, new(5, 42, 145.2, 30.5, 234.5), new(1823.4, 45.2, 23.1)),
        ["segment_measured"] = new SegmentMeasured(Session, At, 10.25, 2.5, 15.1, 219.4),
        ["segment_failed"] = new SegmentFailed(Session, At, 10.25, 2.5, "decoder ran out of memory"),
        ["audio_kept"] = new AudioKept(
            Session, At, 10.25, 2.5, "12-000000164000-0040000-20261122T093015250500Z.wav"),
        ["recogniser_changed"] = new RecogniserChanged(
            Session, At, "whisper", "/opt/ggml-base.bin", new string('7', 64), "de", "threads=4"),
        ["session_recovered"] = new SessionRecovered(Session, At, true, At.AddSeconds(-5)),
        ["events_lost"] = new EventsLost(At, 17, 25),
        ["events_removed"] = new EventsRemoved(
            At, 40, 99, 55, RemovalReason.Retention, MetricsUpdate.TypeName, 604_800),
        ["log_salvaged"] = new LogSalvaged(At, 4791, 9, "metrics.db.damaged-20261122T101500", Reason.Worded("event 17 is damaged")),
        ["audio_removed"] = new AudioRemoved(
            At, 120, 51_200_000, 3_600.5, new(3), new(12), RemovalReason.Size, 5_000_000_000),
        ["forgotten"] = new Forgotten(
            At, PositionRanges.Of([40, 41, 50]), ForgettingActor.User, ForgettingKind.Words, Counts: false),
        ["suspended"] = new Suspended(Session, At, 28_800.125),
        ["storage_failed"] = new StorageFailed(Session, At, Reason.Worded("the disk is full; free some space")),
        ["storage_restored"] = new StorageRestored(Session, At, 75.2, 31),
        ["audio_dropped"] = new AudioDropped(Session, At, 10.25, 2.5, Reason.Worded("the disk is full")),
        ["audio_interrupted"] = new AudioInterrupted(Session, At, 10.25, Reason.Worded("alsa:default: the microphone is gone")),
        ["audio_resumed"] = new AudioResumed(Session, At, 15.25, 5),
        ["audio_silent"] = new AudioSilent(
            Session, At, 10.25, Reason.Worded("the microphone gives nothing but silence; is it muted?")),
        ["audio_sounding"] = new AudioSounding(Session, At, 22.75, 12.5),
        ["audio_level"] = new AudioLevel(Session, At, 10.25, SoundLevelName.Clipping),
        ["session_paused"] = new SessionPaused(Session, At),
        ["pause_ended"] = new PauseEnded(Session, At, 61.250001),
        ["segment_committed"] = new SegmentCommitted(Session, At, 4711, 500.2, 3.1, 219.4, 0.9, 723.6),
        ["segment_withheld"] = new SegmentWithheld(
            Session, At, 10.25, 2.5, Reason.Worded("nobody speaks"), 0.125, "(coughs)"),
        ["segment_silent"] = new SegmentSilent(Session, At, 10.25, 2.5),
        ["off_the_record"] = new OffTheRecord(Session, At, true),
        ["delivery_begun"] = new DeliveryBegun(At, 4711, DeliveryWay.Wayland, "sway:7 foot"),
        ["text_delivered"] = new TextDelivered(At, 4711, DeliveryOutcome.TooOld, 12.5, 4700),
        ["text_revised"] = new TextRevised(Session, At, 4711, 2, RevisionKind.Corrected, "Say \"Grüße\" 🙂", TextRevised.User),
        ["session_titled"] = new SessionTitled(Session, At, "Say \"Grüße\" 🙂"),
        ["session_tagged"] = new SessionTagged(Session, At, "work", On: true),
        ["session_noted"] = new SessionNoted(Session, At, "Say \"Grüße\" 🙂"),
        ["session_marked"] = new SessionMarked(Session, At, At.AddSeconds(-10), 10.25, "Say \"Grüße\" 🙂"),
        ["session_imported"] = new SessionImported(
            Session, At, new(OriginalLog, 3, 0), At.AddSeconds(40), 38.5, 4, 22, 123, 33, 241.75, SessionEndReason.Recovered),
        ["segment_imported"] = new SegmentImported(
            Session, At, new(OriginalLog, 3, 17), 2.5, 3, 15, 180.5, 240.25, "Say \"Grüße\" 🙂"),
        ["totals_imported"] = new TotalsImported(
            At, OriginalLog, 63, 400, 2, 12, 1.333333, 31.5, 241.75, 0, 33, 1, 241.75, 1),
        ["log_restored"] = new LogRestored(At, "3f2b8c0e9d6a4f718e5c2b1a0d9f8e7c", 4791, "metrics.db.replaced-20261122T101500"),
        ["origins_forgotten"] = new OriginsForgotten(At, "3f2b8c0e9d6a4f718e5c2b1a0d9f8e7c", PositionRanges.Of([4800, 4801, 4810])),
    };

    // Those whose form has changed: a reason is a code, and the numbers of a measurement stand close together.
    private static readonly Dictionary<string, SessionEvent> Version2 = new()
    {
        ["segment_withheld"] = new SegmentWithheld(
            Session, At, 10.25, 2.5, new(ReasonCode.NoSpeechText), 0.125, "(coughs)"),
        ["storage_failed"] = new StorageFailed(
            Session, At, new(ReasonCode.InputOutput, "1802 (Input/output error)")),
        ["log_salvaged"] = new LogSalvaged(
            At, 4791, 9, "metrics.db.damaged-20261122T101500", new(ReasonCode.EventDamaged, "17")),
        ["audio_dropped"] = new AudioDropped(Session, At, 10.25, 2.5, new(ReasonCode.RecogniserTooSlow)),
        ["audio_interrupted"] = new AudioInterrupted(
            Session, At, 10.25, new(ReasonCode.MicrophoneFailed, "Broken pipe", "alsa:default")),
        ["audio_silent"] = new AudioSilent(Session, At, 10.25, AudioSilent.Muted),
        ["segment_measured"] = new SegmentMeasured(
            Session, At, 10.25, 2.5, 15.1, 219.4, new(0.641, [0.923, 1, 0]), At.AddSeconds(92)),
    };

    // Those that version 1 has written and none is written any more.
    private static readonly string[] Former = [SegmentMeasured.TypeName];

    private static readonly string[] Names = [.. EventType.Known.Values.Select(type => type.Name)];

    public static TheoryData<string> EveryType => [.. Names];

    public static TheoryData<string> WrittenTypes => [.. Names.Except(Former)];

    public static TheoryData<string> ChangedTypes => [.. Version2.Keys];

    [Theory]
    [MemberData(nameof(EveryType))]
    public void What_version_1_wrote_is_still_read(string type)
    {
        var stored = Load(1, type);

        Assert.Equal(Version1[type], WireReader.Read(stored));
    }

    [Theory]
    [MemberData(nameof(WrittenTypes))]
    public void What_is_written_now_has_the_recorded_form_of_its_version(string type)
    {
        var recorded = Load(WireWriter.CurrentVersion, type);

        var line = Stored.Line(Version1[type]);

        Assert.Equal(Encoding.UTF8.GetString(recorded.Body.Span), line);
    }

    [Theory]
    [MemberData(nameof(ChangedTypes))]
    public void Version_2_is_read_and_written_in_its_recorded_form(string type)
    {
        var stored = Load(2, type);

        Assert.Equal(Version2[type], WireReader.Read(stored));
        var written = WireWriter.ToAppend(Version2[type]);
        Assert.Equal(
            (2, Encoding.UTF8.GetString(stored.Body.Span)), (written.Version, Encoding.UTF8.GetString(written.Body.Span)));
    }

    [Theory]
    [MemberData(nameof(EveryType))]
    public void A_version_of_the_future_is_carried_as_it_is(string type) =>
        Assert.IsType<UnknownEvent>(WireReader.Read(Load(1, type) with { Version = 3 }));

    [Fact]
    public void Every_type_that_is_known_by_name_is_told_by_its_bytes()
    {
        foreach (var name in Names) Assert.Equal(name, EventType.FromUtf8(Encoding.UTF8.GetBytes(name)).Name);
        Assert.Equal("mood_changed", EventType.FromUtf8("mood_changed"u8).Name);
    }

    [Fact]
    public void Every_event_is_in_the_list_under_the_name_that_stands_with_it()
    {
        var events = typeof(SessionEvent).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(SessionEvent)) && !type.IsAbstract && type != typeof(UnknownEvent));

        Assert.Equal(
            events.ToDictionary(
                type => type.Name, type => (string?)type.GetField("TypeName")?.GetRawConstantValue() ?? "no TypeName"),
            EventType.Known.ToDictionary(known => known.Key.Name, known => known.Value.Name));
        Assert.Equal(Names.Order(), Version1.Keys.Order());
    }

    [Fact]
    public void Every_event_has_one_name_in_the_code_and_in_the_log() =>
        Assert.All(EventType.Known, known => Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(known.Key.Name), known.Value.Name));

    [Fact]
    public void P11_Every_event_says_whether_it_carries_words_of_the_user()
    {
        var silent = EventType.Known.Keys
            .Where(type => type.GetCustomAttribute<CarriesWordsAttribute>() is null)
            .Select(type => type.Name);

        Assert.Empty(silent);
        Assert.True(typeof(Transcription).GetCustomAttribute<CarriesWordsAttribute>()!.CarriesWords);
    }

    [Theory]
    [MemberData(nameof(EveryType))]
    public void Protocol_1_clients_get_the_five_types_that_they_know(string type)
    {
        string[] documented = ["session_start", "session_end", "state_change", "transcription", "metrics_update"];

        Assert.Equal(documented.Contains(type), new EventType(type).IsBroadcast);
    }

    // Each file is a row of the log: its columns, and the body as the text that was stored.
    private static StoredEvent Load(int version, string type)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Recorded", $"v{version}", $"{type}.json");
        using var row = JsonDocument.Parse(File.ReadAllBytes(path));
        var columns = row.RootElement;
        return Stored.Row(
            new(columns.GetProperty("type").GetString()!),
            columns.GetProperty("body").GetString()!,
            new SessionId(columns.GetProperty("session_id").GetInt64()),
            columns.GetProperty("at_us").GetInt64(),
            columns.GetProperty("version").GetInt32());
    }
}
