using System.Text;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>Events and lines for tests of the feed.</summary>
internal static class Lines
{
    public static readonly SessionId Session = new(1);
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public static SessionEvent Started(long session = 1) => new SessionStart(new(session), Start);

    public static SessionEvent Ended(long session = 1) => new SessionEnd(new(session), Start);

    public static SessionEvent State(Phase phase) => new StateChange(null, Start, phase);

    public static SessionEvent Metrics(Phase phase, int words = 0, int segments = 0) =>
        new MetricsUpdate(phase == Phase.Idle ? null : Session, Start, phase, new(segments, words, 0, 0, 0), default);

    /// <summary>A transcription that tells by its number of words which one it is.</summary>
    /// <param name="filler">Length of the text.</param>
    public static SessionEvent Said(int number, int filler = 20) =>
        new Transcription(Session, Start, new string('x', filler), 0, 0, number);

    public static IEnumerable<SessionEvent> SaidFrom(int first, int count, int filler = 20) =>
        Enumerable.Range(first, count).Select(number => Said(number, filler));

    public static SessionEvent Measured() => new SegmentMeasured(Session, Start, 0, 0, 0, 0);

    private static string Line(SessionEvent recorded) => Encoding.UTF8.GetString(WireWriter.ToAppend(recorded).Body.Span);

    public static List<string> Of(params IEnumerable<SessionEvent> events) => [.. events.Select(Line)];

    /// <summary>What <see cref="Said"/> was told, for every transcription among the lines.</summary>
    public static List<int> Numbers(IEnumerable<string> lines) => [.. lines
        .Where(line => line.Contains("\"transcription\"", StringComparison.Ordinal))
        .Select(line => JsonSerializer.Deserialize<JsonElement>(line).GetProperty("words").GetInt32())];

    /// <summary>The lines of all broadcast events of a log, as they are stored.</summary>
    public static List<string> Stored(IEventLogReader log) => [.. log.EventsAfter(0)
        .Where(stored => stored.Type.IsBroadcast)
        .Select(stored => Encoding.UTF8.GetString(stored.Body.Span))];
}
