using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Tests.Retention;

/// <summary>What is left of a stretch that events are taken out of, row by row and page by page.</summary>
public sealed class EventPackingTests : IDisposable
{
    private const int Sentences = 400;
    private const int EventsOfSentence = 17;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly EventWriter _writer;

    public EventPackingTests()
    {
        _connection.Open();
        PageLayout.Choose(_connection);
        new Migrator(Migration.Embedded, NullLogger.Instance).Upgrade(_connection);
        _writer = new(_connection);
        _writer.InTransaction(() =>
        {
            for (var sentence = 0; sentence < Sentences; sentence++)
            {
                foreach (var (e, i) in Events(sentence).Select((e, i) => (e, i)))
                    _writer.Insert((sentence * EventsOfSentence) + i + 1, WireWriter.ToAppend(e));
            }
        });
    }

    public void Dispose()
    {
        _writer.Dispose();
        _connection.Dispose();
    }

    [Fact]
    public void P9_Every_row_that_stays_is_what_it_was()
    {
        // One without a checksum is of an earlier log, one before the first position of another program.
        _connection.Execute(
            """
            UPDATE events SET checksum = NULL WHERE seq % 34 = 1;
            INSERT INTO events (seq, session_id, at_us, type, version, body, checksum) VALUES (-5, 1, 1, 'x', 1, '{}', 7);
            """);
        var before = Rows("WHERE seq < 0 OR seq % 17 IN (1, 2)");

        Remove();

        Assert.Equal((2 * Sentences) + 1, before.Count);
        Assert.Equal(before, Rows(""));
    }

    [Fact]
    public void Rows_stand_close_together_after_retention()
    {
        Remove();

        var used = UsedPages();
        _connection.Execute("VACUUM;");
        Assert.InRange(used, 1, UsedPages() * 105 / 100);
    }

    private void Remove()
    {
        using var removal = new EventRemoval(_connection);
        RemovedRange[] ranges =
        [
            .. Enumerable.Range(0, Sentences).Select(sentence => new RemovedRange(
                (sentence * EventsOfSentence) + 3, (sentence + 1) * EventsOfSentence, RemovalReason.Retention)),
        ];
        foreach (var slice in ranges.Chunk(120)) _writer.InTransaction(() => removal.Run(slice, saidBy: Sentences * EventsOfSentence));
    }

    private long UsedPages() => FreePages.CountAll(_connection) - FreePages.Count(_connection);

    private List<string> Rows(string where) =>
    [
        .. _connection.Query<string>(
            $"""
            SELECT seq || ' ' || session_id || ' ' || at_us || ' ' || type || ' ' || version || ' ' || body || ' '
                || coalesce(checksum, '-') || ' ' || coalesce(hex(salt), '-')
            FROM events
            {where}
            ORDER BY seq;
            """),
    ];

    private static IEnumerable<SessionEvent> Events(int sentence)
    {
        SessionId session = new(1);
        var at = Start.AddSeconds(15 * sentence);
        yield return new Transcription(session, at, $"the {sentence}. sentence has as many words as most have, ten", 145.2, 412.5, 10);
        yield return new SegmentMeasured(
            session, at, 15 * sentence, 4.25, 512.5, 412.5, Confidence.OfWords(Enumerable.Repeat(0.875, 10)));
        for (var second = 0; second < EventsOfSentence - 2; second++)
            yield return new MetricsUpdate(session, at.AddSeconds(second), Phase.Recording, new(1, 10, 145.2, second, 412.5), new(0, 0, 12.5));
    }
}
