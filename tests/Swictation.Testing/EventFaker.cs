using Bogus;
using Swictation.Domain.Events;
using Swictation.Domain.Language;

namespace Swictation.Testing;

/// <summary>Events as a daemon might record them: the same for the same seed, in the order of their times.</summary>
public sealed class EventFaker(int seed)
{
    private readonly Faker _faker = new() { Random = new Randomizer(seed) };
    private DateTimeOffset _now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public Transcription Transcription(SessionId session)
    {
        var ending = _faker.PickRandom("", " Äpfel", " \"quoted\"", " 🙂");
        var text = _faker.Lorem.Sentence(_faker.Random.Int(1, 14)) + ending;
        return new(
            session,
            Later(),
            text,
            Math.Round(_faker.Random.Double(60, 220), 1),
            Math.Round(_faker.Random.Double(80, 900), 1),
            WordCounter.Plain.Count(text));
    }

    public SegmentMeasured Measurement(SessionId session) => new(
        session,
        Later(),
        Math.Round(_faker.Random.Double(0, 100), 2),
        Math.Round(_faker.Random.Double(0.3, 12), 3),
        Math.Round(_faker.Random.Double(0, 40), 1),
        Math.Round(_faker.Random.Double(50, 700), 1));

    public MetricsUpdate Metrics(SessionId? session) => new(
        session, Later(), session is null ? Phase.Idle : Phase.Recording, new(1, 2, 3, 4, 5), new(0, 0, 1.5));

    public StateChange StateChange(SessionId? session, Phase phase) => new(session, Later(), phase);

    /// <summary>A session from its start to the state after its end; with measurements about half the time.</summary>
    public IEnumerable<SessionEvent> Session(SessionId session, int segments)
    {
        var isMeasured = _faker.Random.Bool();
        yield return new SessionStart(session, Later());
        yield return StateChange(session, Phase.Recording);
        for (var i = 0; i < segments; i++)
        {
            yield return Transcription(session);
            if (isMeasured) yield return Measurement(session);
            if (_faker.Random.Bool()) yield return Metrics(session);
        }

        yield return new SessionEnd(session, Later());
        yield return StateChange(null, Phase.Idle);
    }

    private DateTimeOffset Later() => _now += TimeSpan.FromMicroseconds(_faker.Random.Int(1_000, 3_000_000));
}
