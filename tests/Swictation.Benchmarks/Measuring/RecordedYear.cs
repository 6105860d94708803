using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage;
using Swictation.Storage.Opening;

namespace Swictation.Benchmarks.Measuring;

/// <summary>
/// The log of somebody who dictates three hours on each of 250 working days: 40 words a minute in segments of ten words, and metrics
/// every second, which are thinned as in a daemon with its usual settings. The same each time, but for the moments of thinning.
/// </summary>
internal static class RecordedYear
{
    public const int Days = 250;
    private const int DaysAWeek = 5;
    private const int SessionsADay = 4;
    private const int SecondsOfSession = 45 * 60;
    private const int SecondsOfSegment = 15;
    private const int Words = 10;
    private const int Vocabulary = 20_000;
    private const int AtOnce = 2_000;
    private static readonly TimeSpan KeepMetrics = TimeSpan.FromDays(7);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="days">How many of them.</param>
    /// <param name="isHeard">Speech, with its times and the recogniser's confidence in each word; otherwise text of another recogniser.</param>
    public static async Task FillAsync(string database, int days, bool isHeard, CancellationToken cancellationToken)
    {
        var time = new ShiftedTime();
        var monday = time.GetUtcNow().Date.AddDays(8 - (int)time.GetUtcNow().DayOfWeek);
        var (random, session, position) = (new Random(11), new SessionId(1), 0L);
        await using var log = SqliteEventLog.Open(
            new(database) { Durability = Durability.Normal, KeepMetrics = KeepMetrics },
            new CommitNotice(),
            time,
            NullLogger.Instance);
        for (var day = 0; day < days; day++)
        {
            var nine = new DateTimeOffset(monday.AddDays((day / DaysAWeek * 7) + (day % DaysAWeek)).AddHours(9), TimeSpan.Zero);
            // Metrics of the future would be taken for those of a clock that was wrong.
            time.SetForward(nine.AddHours(12));
            for (var part = 0; part < SessionsADay; part++, session = session.Next())
            {
                foreach (var together in Session(session, nine.AddHours(2 * part), position, isHeard, random).Chunk(AtOnce))
                    position = log.Append(together.Select(WireWriter.ToAppend).ToArray()).Last;
            }

            // What was recorded on this day of the week before is old now.
            const int secondsOfDay = SessionsADay * SecondsOfSession;
            var oldDays = Math.Max(0, day + 1 - DaysAWeek);
            var mostMetrics = ((day + 1 - oldDays) * secondsOfDay) + (oldDays * secondsOfDay / 60) + session.Value;
            await WaitUntilThinAsync(database, mostMetrics, cancellationToken);
        }
    }

    private static IEnumerable<SessionEvent> Session(
        SessionId session, DateTimeOffset start, long before, bool isHeard, Random random)
    {
        var (position, segments, latency) = (before, 0, 0.0);
        yield return new SessionStart(session, start);
        yield return new RecogniserChanged(session, start, "whisper", "ggml-base.en.bin", new string('a', 64), "en");
        yield return new StateChange(session, start, Phase.Recording);
        position += 3;
        for (var second = 1; second <= SecondsOfSession; second++)
        {
            var now = start.AddSeconds(second);
            if (second % SecondsOfSegment == 0)
            {
                segments++;
                latency = Math.Round(300 + (random.NextDouble() * 900), 1);
                var text = string.Join(' ', Enumerable.Range(0, Words).Select(_ => Word(random)));
                yield return new Transcription(session, now, text, 145.2, latency, Words);
                if (isHeard)
                {
                    yield return new SegmentMeasured(
                        session, now, Math.Round(second - 4.6, 3), Math.Round(3 + random.NextDouble(), 3), 512.3, latency,
                        Confidence.OfWords(Enumerable.Range(0, Words).Select(_ => random.NextDouble())));
                    yield return new SegmentCommitted(session, now, position + 1, 500.1, 12.2, latency, 0.6, Math.Round(latency + 512.9, 1));
                }

                position += isHeard ? 3 : 1;
            }

            yield return new MetricsUpdate(
                session, now, Phase.Recording, new(segments, segments * Words, 145.2, second, latency),
                new(0, 0, Math.Round(random.NextDouble() * 20, 1)));
            position++;
        }

        yield return new SessionEnd(session, start.AddSeconds(SecondsOfSession));
        yield return new StateChange(null, start.AddSeconds(SecondsOfSession), Phase.Idle);
    }

    // As long as those of English, and as frequent: the second half as often as the first.
    private static string Word(Random random)
    {
        var rank = (int)Math.Pow(Vocabulary, random.NextDouble());
        return string.Create(3 + (rank % 5), rank, (word, number) =>
        {
            for (var i = 0; i < word.Length; i++, number /= 26) word[i] = (char)('a' + ((number + (7 * i)) % 26));
        });
    }

    private static async Task WaitUntilThinAsync(string database, long mostMetrics, CancellationToken cancellationToken)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM events WHERE type = 'metrics_update';";
        for (var waited = TimeSpan.Zero; (long)count.ExecuteScalar()! > mostMetrics; waited += BetweenLooks)
        {
            if (waited > Patience) throw new BenchmarkFailedException("old metrics were not thinned");
            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }
}
