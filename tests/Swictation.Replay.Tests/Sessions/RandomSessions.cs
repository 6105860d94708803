using System.Globalization;
using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Sessions;

/// <summary>
/// Logs of sessions in which everything happens that counts in a session's sums, in orders in which a daemon records it:
/// the same for the same seed.
/// </summary>
internal sealed class RandomSessions(int seed)
{
    private readonly Random _random = new(seed);
    private DateTimeOffset _now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Some sessions, each with late results of those before it; the last one may be open.</summary>
    public IEnumerable<SessionEvent> Log(int sessions)
    {
        List<Speech> late = [];
        for (var number = 1; number <= sessions; number++)
        {
            var session = new SessionId(number);
            var isOpen = number == sessions && Chance(0.5);
            foreach (var recorded in Session(session, isOpen, late)) yield return recorded;
        }
    }

    private IEnumerable<SessionEvent> Session(SessionId session, bool isOpen, List<Speech> late)
    {
        var isMeasured = Chance(0.7);
        DateTimeOffset? pausedAt = null;
        List<Speech> failed = [];
        var positionS = 0.0;
        yield return new SessionStart(session, Later());
        yield return new StateChange(session, _now, Phase.Recording);
        for (var steps = _random.Next(40); steps > 0; steps--)
        {
            switch (_random.Next(9))
            {
                case <= 2:
                    positionS += Seconds(3);
                    foreach (var said in Text(new(session, Later(), positionS, Seconds(5)), isMeasured)) yield return said;
                    positionS += 5;
                    break;
                case 3:
                    failed.Add(new(session, Later(), positionS, 0.5 + Seconds(4)));
                    positionS += 5;
                    foreach (var failure in Failure(failed[^1])) yield return failure;
                    break;
                case 4 when failed.Count > 0:
                    foreach (var result in Result(failed)) yield return result;
                    break;
                case 5 when pausedAt is null:
                    pausedAt = Later();
                    yield return new SessionPaused(session, _now);
                    break;
                case 5:
                    yield return PauseEnded.Of(session, pausedAt!.Value, Later());
                    pausedAt = null;
                    break;
                case 6 when pausedAt is null:
                    var before = _now;
                    yield return new Suspended(session, Later(), Math.Round((_now - before).TotalSeconds / 2, 3));
                    break;
                case 7:
                    foreach (var result in Result(late)) yield return result;
                    break;
                case 8:
                    yield return new OffTheRecord(session, Later(), Chance(0.5));
                    break;
            }
        }

        late.AddRange(failed);
        if (isOpen) yield break;

        // One that was left by a daemon that was gone ends with its last event.
        SessionEndReason? reason = _random.Next(3) switch { 0 => null, 1 => SessionEndReason.Cancelled, _ => SessionEndReason.Recovered };
        var end = reason == SessionEndReason.Recovered ? _now : Later();
        if (reason == SessionEndReason.Recovered) yield return new SessionRecovered(session, Later(), Resumed: false, end);
        if (pausedAt is { } since) yield return PauseEnded.Of(session, since, end);
        yield return new SessionEnd(session, end, reason);
        yield return new StateChange(session, _now, Phase.Idle);
    }

    // What comes of a segment when it is tried again.
    private IEnumerable<SessionEvent> Result(List<Speech> waiting)
    {
        if (waiting.Count == 0) return [];

        var index = _random.Next(waiting.Count);
        var speech = waiting[index];
        var outcome = _random.Next(3);
        if (outcome < 2) waiting.RemoveAt(index);
        return outcome switch
        {
            0 => Text(speech, isMeasured: true),
            1 => [new SegmentSilent(speech.Session, Later(), speech.StartS, speech.DurationS)],
            _ => Failure(speech),
        };
    }

    private IEnumerable<SessionEvent> Text(Speech speech, bool isMeasured)
    {
        var words = _random.Next(20);
        yield return new Transcription(
            speech.Session,
            speech.At,
            string.Join(' ', Enumerable.Repeat("word", words)),
            WordsPerMinute: 100,
            LatencyMs: Math.Round(_random.NextDouble() * 900, 1),
            words,
            IsOffTheRecord: Chance(0.2));
        if (isMeasured) yield return new SegmentMeasured(speech.Session, speech.At, speech.StartS, speech.DurationS, 10, 200);
    }

    private IEnumerable<SessionEvent> Failure(Speech speech)
    {
        yield return new SegmentFailed(speech.Session, speech.At, speech.StartS, speech.DurationS, $"reason {_random.Next(3)}");
        // The name follows from the place of the speech: each attempt finds the same.
        var file = string.Create(CultureInfo.InvariantCulture, $"{speech.Session}-{speech.StartS}.wav");
        if (Chance(0.7)) yield return new AudioKept(speech.Session, speech.At, speech.StartS, speech.DurationS, file);
    }

    private DateTimeOffset Later() => _now = _now.AddMicroseconds(_random.Next(1, 20_000_000));

    private double Seconds(double most) => Math.Round(_random.NextDouble() * most, 3);

    private bool Chance(double share) => _random.NextDouble() < share;

    private sealed record Speech(SessionId Session, DateTimeOffset At, double StartS, double DurationS);
}
