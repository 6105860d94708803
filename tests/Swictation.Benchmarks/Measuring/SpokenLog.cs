using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage;
using Swictation.Storage.Opening;

namespace Swictation.Benchmarks.Measuring;

/// <summary>
/// Sessions of made-up words that are as frequent as those of a language: the second half as often as the first, the third a
/// third as often (Zipf's law). The same for the same size.
/// </summary>
internal static class SpokenLog
{
    /// <summary>So many words there are, in the order of their frequency.</summary>
    public const int Vocabulary = 20_000;

    public const int SegmentsPerSession = 100;
    private const int LongestText = 19;
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public static async Task FillAsync(string database, int segments)
    {
        await using var log = SqliteEventLog.Open(
            new(database) { Durability = Durability.Normal },
            new CommitNotice(),
            TimeProvider.System,
            NullLogger.Instance);
        foreach (var together in Events(segments).Chunk(2_000)) log.Append(together.Select(WireWriter.ToAppend).ToArray());
        log.RebuildReadModels();
    }

    /// <summary>A word by its rank, from 0.</summary>
    public static string Word(int rank) => $"w{rank}";

    private static IEnumerable<SessionEvent> Events(int segments)
    {
        var random = new Random(7);
        var upTo = new double[Vocabulary];
        for (var rank = 0; rank < Vocabulary; rank++) upTo[rank] = (rank == 0 ? 0 : upTo[rank - 1]) + (1.0 / (rank + 1));

        var now = Start;
        for (var said = 0; said < segments; said++)
        {
            var session = new SessionId((said / SegmentsPerSession) + 1);
            if (said % SegmentsPerSession == 0) yield return new SessionStart(session, now);
            now += TimeSpan.FromSeconds(6);
            var words = random.Next(1, LongestText + 1);
            var text = string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(Pick(random, upTo))));
            yield return new Transcription(session, now, text, WordsPerMinute: 145.2, LatencyMs: 234.5, words);
            if (said % SegmentsPerSession == SegmentsPerSession - 1) yield return new SessionEnd(session, now);
        }
    }

    private static int Pick(Random random, double[] upTo)
    {
        var found = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
        return Math.Min(found < 0 ? ~found : found, upTo.Length - 1);
    }
}
