using Bogus;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Testing;

/// <summary>
/// Events of any type with any values that the wire form can hold, likely or not: the same for the same seed. For
/// events as a daemon would record them see <see cref="EventFaker"/>.
/// </summary>
public sealed class ArbitraryEvents(int seed)
{
    private SessionEndReason? EndReason() =>
        _faker.PickRandom<SessionEndReason?>(null, SessionEndReason.Recovered, new(Text()));

    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly long Microseconds = (long)TimeSpan.FromDays(40 * 365).TotalMicroseconds;
    private static readonly string[] Oddities =
        ["\"", "\\", "/", "\n", "\r\n", "\t", "\0", "\u001f", "\u007f", "\u2028", "é", "Ω", "日本", "🙂", "👩‍👩‍👧", "<&>'+`", " "];

    private readonly Faker _faker = new() { Random = new Randomizer(seed) };

    /// <summary>One event of every type in turn, for ever.</summary>
    public IEnumerable<SessionEvent> OfEveryType()
    {
        while (true)
        {
            yield return Started();
            yield return Ended();
            yield return StateChange();
            yield return Transcription();
            yield return Metrics();
            yield return Measurement();
            yield return Failure();
            yield return Recovery();
            yield return Kept();
            yield return Loss();
            yield return Removal();
            yield return AudioRemoval();
            yield return Salvage();
            yield return Forgetting();
            yield return Suspension();
            yield return StorageFailure();
            yield return StorageRecovery();
            yield return DroppedAudio();
            yield return Interruption();
            yield return Resumption();
            yield return Pause();
            yield return EndOfPause();
            yield return Commit();
            yield return OffTheRecord();
            yield return Withheld();
            yield return Silent();
            yield return Silence();
            yield return Sound();
            yield return Level();
            yield return Recogniser();
            yield return DeliveryStart();
            yield return DeliveryEnd();
            yield return Revision();
            yield return Title();
            yield return Tag();
            yield return Note();
            yield return Mark();
            yield return ImportedSession();
            yield return ImportedSegment();
            yield return ImportedTotals();
            yield return Restoring();
            yield return ForgettingOfOrigins();
        }
    }

    public SessionStart Started() => new(Session(), At());

    public SessionEnd Ended() => new(Session(), At(), EndReason());

    public StateChange StateChange() => new(Session().OrNull(_faker, 0.5f), At(), _faker.PickRandom<Phase>());

    public Transcription Transcription() => new(Session(), At(), Text(), Number(), Number(), Count());

    public MetricsUpdate Metrics() => new(
        Session().OrNull(_faker, 0.5f),
        At(),
        _faker.PickRandom<Phase>(),
        new(Count(), Count(), Number(), Number(), Number()),
        new(Number(), Number(), Number()));

    public SegmentMeasured Measurement() => new(
        Session(),
        At(),
        Number(),
        Number(),
        Number(),
        Number(),
        _faker.PickRandom(
            null,
            new Confidence(Number(), []),
            new Confidence(Number(), [.. _faker.Make(_faker.Random.Int(1, 5), Number)])),
        _faker.Random.Bool() ? At() : null);

    public SegmentFailed Failure() => new(Session(), At(), Number(), Number(), Text());

    public SegmentWithheld Withheld() =>
        new(Session(), At(), Number(), Number(), Why(), Number().OrNull(_faker, 0.5f), Text().OrNull(_faker, 0.5f));

    public SegmentSilent Silent() => new(Session(), At(), Number(), Number());

    public RecogniserChanged Recogniser() => new(
        Session(), At(), Text(), _faker.Random.Bool() ? Text() : null, Language: _faker.Random.Bool() ? Text() : null);

    public AudioKept Kept() => new(Session(), At(), Number(), Number(), Text());

    public SessionRecovered Recovery() => new(Session(), At(), _faker.Random.Bool(), At());

    public DeliveryBegun DeliveryStart() => new(
        At(), _faker.Random.Long(1, long.MaxValue), new(Text()), Text().OrNull(_faker, 0.5f));

    public TextDelivered DeliveryEnd() => new(
        At(), _faker.Random.Long(1, long.MaxValue), new(Text()), Number(), _faker.Random.Long(1, 1000).OrNull(_faker, 0.5f));

    public EventsLost Loss() => new(At(), _faker.Random.Long(1, 1000), _faker.Random.Long(1000, long.MaxValue));

    public EventsRemoved Removal() => new(
        At(),
        _faker.Random.Long(1, 1000),
        _faker.Random.Long(1000, long.MaxValue),
        _faker.Random.Long(1, 1000),
        _faker.Random.Bool() ? RemovalReason.Retention : RemovalReason.Forgotten,
        _faker.Random.Bool() ? new EventType(MetricsUpdate.TypeName) : default(EventType?),
        _faker.Random.Bool() ? _faker.Random.Int(0, 1_000_000) : null,
        _faker.Random.Bool()
            ? new([.. _faker.Make(_faker.Random.Int(0, 4), () => new KeptStretch(_faker.Random.Long(0, 1000), _faker.Random.Long(1000), Text()))])
            : null);

    public AudioRemoved AudioRemoval() => new(
        At(),
        _faker.Random.Int(1, 1000),
        _faker.Random.Long(1, long.MaxValue),
        Number(),
        Session(),
        Session(),
        RemovalReason.Size,
        _faker.Random.Long(1, long.MaxValue));

    public LogSalvaged Salvage()
    {
        var salvaged = new LogSalvaged(
            At(), _faker.Random.Long(0, 1000), _faker.Random.Long(0, 1000), Text(), Why(), _faker.Random.Bool() ? Text() : null);
        return salvaged.LogId is null ? salvaged : salvaged with { Moved = new([new(1, 1, 16), new(18, 26, 4_775)]) };
    }

    public LogRestored Restoring() => new(
        At(), Text(), _faker.Random.Long(0, 1000), _faker.Random.Bool() ? Text() : null);

    public OriginsForgotten ForgettingOfOrigins() => new(At(), Text(), Ranges());

    public Forgotten Forgetting() => new(
        At(),
        Ranges(),
        new(Text()),
        new(Text()),
        _faker.Random.Bool());

    public Suspended Suspension() => new(Session(), At(), Number());

    public StorageFailed StorageFailure() => new(Session().OrNull(_faker, 0.5f), At(), Why());

    public StorageRestored StorageRecovery() => new(Session().OrNull(_faker, 0.5f), At(), Number(), Count());

    public AudioDropped DroppedAudio() => new(Session(), At(), Number(), Number(), Why());

    public AudioInterrupted Interruption() => new(Session(), At(), Number(), Why());

    public AudioResumed Resumption() => new(Session(), At(), Number(), Number());

    public AudioSilent Silence() => new(Session(), At(), Number(), Why());

    public AudioSounding Sound() => new(Session(), At(), Number(), Number());

    public AudioLevel Level() => new(Session(), At(), Number(), new(Text()));

    public SessionPaused Pause() => new(Session(), At());

    public PauseEnded EndOfPause() => new(Session(), At(), Number());

    public SegmentCommitted Commit() => new(
        Session(), At(), _faker.Random.Long(1), Number(), Number(), Number(), Number(), Number());

    public OffTheRecord OffTheRecord() => new(Session().OrNull(_faker, 0.5f), At(), _faker.Random.Bool());

    public TextRevised Revision() => new(
        Session(), At(), _faker.Random.Long(1, long.MaxValue), Count(), new(Text()), Text(), Text());

    public SessionTitled Title() => new(Session(), At(), Text());

    public SessionTagged Tag() => new(Session(), At(), Text(), _faker.Random.Bool());

    public SessionNoted Note() => new(Session(), At(), Text()) { Origin = new("another log", 3, 17) };

    public SessionMarked Mark() => new(Session(), At(), At(), Number(), Text().OrNull(_faker, 0.5f));

    public SessionImported ImportedSession() => new(
        Session(), At(), From(), At(), Number(), Count(), Count(), Count(), Number(), Number(), EndReason(),
        _faker.Random.Bool() ? Number() : null, _faker.Random.Bool() ? new(Text(), Text(), Text(), Text(), Text()) : null);

    public SegmentImported ImportedSegment() => new(
        Session(), At(), From(), Number(), Count(), Count(), Number(), Number(), Text().OrNull(_faker, 0.5f),
        _faker.Random.Bool() ? Number() : null,
        _faker.Random.Bool() ? new(0.5, [.. _faker.Make(_faker.Random.Int(0, 3), () => 0.25)]) : null,
        _faker.Random.Bool() ? At() : null,
        _faker.Random.Bool(),
        _faker.Random.Bool() ? Number() : null);

    public TotalsImported ImportedTotals() => new(
        At(), Text(), Count(), Count(), Count(), Count(), Number(), Number(), Number(), Number(),
        _faker.Random.Bool() ? Number() : null, _faker.Random.Bool() ? Count() : null,
        _faker.Random.Bool() ? Number() : null, _faker.Random.Bool() ? Count() : null);

    private PositionRanges Ranges() => new(
        [.. _faker.Make(_faker.Random.Int(0, 4), () => new PositionRange(_faker.Random.Long(1, 1000), _faker.Random.Long(1000)))]);

    private Origin From() => new(Text(), Count(), Count());

    private SessionId Session() => new(_faker.PickRandom(1, _faker.Random.Long(1, 1000), long.MaxValue));

    private DateTimeOffset At() => Earliest.AddMicroseconds(_faker.Random.Long(0, Microseconds));

    private Reason Why()
    {
        var code = _faker.PickRandom<ReasonCode>();
        return code == ReasonCode.Worded
            ? Reason.Worded(Text())
            : new(code, Text().OrNull(_faker, 0.5f), Text().OrNull(_faker, 0.5f));
    }

    private int Count() => _faker.PickRandom(0, _faker.Random.Int(0, 1000), int.MaxValue);

    private double Number() => _faker.PickRandom(
        0,
        Math.Round(_faker.Random.Double(0, 500), 1),
        _faker.Random.Double(-1, 1),
        _faker.Random.Double(0, 1e300),
        _faker.Random.Long(0, long.MaxValue),
        double.Epsilon,
        double.MaxValue);

    private string Text() => string.Concat(
        _faker.Make(_faker.Random.Int(0, 8), () => _faker.PickRandom(_faker.Lorem.Word(), _faker.PickRandom(Oddities))));
}
