using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Benchmarks.Lines;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage;
using Swictation.Storage.Opening;

namespace Swictation.Benchmarks.Measuring;

/// <summary>Fills a log with sessions that have ended, as a daemon would have in months.</summary>
internal static class LogFiller
{
    /// <summary>From a transcription to the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const int UsualSegmentsPerSession = 10_000;
    private const int EventsAtOnce = 1_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <param name="segments">Transcriptions in it; numbered from 0, with the texts that clients measure.</param>
    public static async Task FillAsync(string database, long segments, long segmentsPerSession = UsualSegmentsPerSession)
    {
        await using var log = SqliteEventLog.Open(
            new(database) { Durability = Durability.Normal },
            new CommitNotice(),
            TimeProvider.System,
            NullLogger.Instance);
        foreach (var together in Events(segments, segmentsPerSession).Chunk(EventsAtOnce))
            log.Append(together.Select(WireWriter.ToAppend).ToArray());
    }

    private static IEnumerable<SessionEvent> Events(long segments, long segmentsPerSession)
    {
        var now = Start;
        var session = new SessionId(1);
        for (var from = 0L; from < segments; from += segmentsPerSession)
        {
            yield return new SessionStart(session, now);
            yield return new StateChange(session, now, Phase.Recording);
            for (var i = from; i < Math.Min(from + segmentsPerSession, segments); i++)
            {
                now += Interval;
                yield return new Transcription(
                    session, now, Text(i), WordsPerMinute: 145.2, LatencyMs: 234.5, Words: 3);
            }

            yield return new SessionEnd(session, now);
            yield return new StateChange(null, now, Phase.Idle);
            session = session.Next();
        }
    }

    private static string Text(long sequence)
    {
        Span<byte> text = stackalloc byte[TimedText.Length];
        TimedText.Write(text, sequence, TimedText.Now());
        return Encoding.UTF8.GetString(text);
    }
}
