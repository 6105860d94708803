using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Observing;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Takes words out of events that are not in the log yet, by the same rules as out of the log: they are put into a log in memory,
/// at the positions that they would have.
/// </summary>
public sealed class UnstoredEvents(string databasePath, TimeProvider time)
{
    private const string BeginAt =
        """
        UPDATE read_model_checkpoint
        SET seq = @after;
        """;

    private const string SelectBody =
        """
        SELECT body
        FROM events
        WHERE seq = @seq;
        """;

    /// <param name="after">The event of the log that they follow.</param>
    /// <param name="wanted">What is selected; how new it may be does not count.</param>
    /// <param name="gone">Positions in the log that are selected: other texts of these sentences go with them.</param>
    /// <returns>Null where nothing is selected.</returns>
    public UnstoredRemains? Forget(
        IReadOnlyList<EventToAppend> events, long after, ForgettingSelection wanted, IReadOnlySet<long> gone)
    {
        if (events.Count == 0 || (wanted.IsEmpty && gone.Count == 0)) return null;
        using var connection = DatabaseFile.OpenInMemory();
        Guards.SwitchOff(connection);
        new Migrator(Migration.Embedded, NullLogger.Instance).Upgrade(connection);
        using (var begin = new RawStatement(connection, BeginAt)) begin.Bind(1, after).Run();
        using var writer = new EventWriter(connection);
        var metrics = new LogMetrics();
        using var projector = new ReadModelProjector(
            connection, writer, time, metrics, new DamageJournal(databasePath, metrics, NullLogger.Instance), NullLogger.Instance);
        writer.InTransaction(() =>
        {
            for (var i = 0; i < events.Count; i++) writer.Insert(after + 1 + i, Spoken(events[i]));
        });
        var head = after + events.Count;
        while (projector.Checkpoint < head) projector.RunSlice(head);

        var plan = ForgettingFinder.Find(connection, databasePath, wanted with { UpTo = head, After = after });
        var positions = plan.Positions.Concat(TextsOf(events, after, gone)).ToHashSet();
        if (positions.Count == 0 && plan.Audio.Count == 0) return null;
        return new(Take(connection, events, after, positions, wanted.Extent), positions.Count, plan.Audio, databasePath);
    }

    // With the text that was off the record, which only memory has.
    private static EventToAppend Spoken(in EventToAppend e) =>
        e.LiveBody.IsEmpty ? e : e with { Version = WireWriter.CurrentVersion, Body = e.LiveBody };

    private static SessionEvent? Read(long position, in EventToAppend e)
    {
        try
        {
            return WireReader.Read(new(position, e.Session, e.AtMicroseconds, e.Type, e.Version, e.Body));
        }
        catch (MalformedEventException)
        {
            return null;
        }
    }

    private static IEnumerable<long> TextsOf(IReadOnlyList<EventToAppend> events, long after, IReadOnlySet<long> gone)
    {
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Type == TextRevised.TypeName && Read(after + 1 + i, events[i]) is TextRevised { Of: var of } && gone.Contains(of))
                yield return after + 1 + i;
        }
    }

    private static EventToAppend?[] Take(
        SqliteConnection connection,
        IReadOnlyList<EventToAppend> events,
        long after,
        HashSet<long> positions,
        ForgettingExtent extent)
    {
        var left = events.Select(e => (EventToAppend?)e).ToArray();
        using var removal = new WordRemoval(connection);
        using var select = new RawStatement(connection, SelectBody);
        foreach (var position in positions)
        {
            var i = (int)(position - after - 1);
            if (!events[i].LiveBody.IsEmpty)
            {
                // What is stored of it has no words.
                left[i] = events[i] with { LiveBody = default };
            }
            else if (extent == ForgettingExtent.Event)
            {
                left[i] = null;
            }
            else
            {
                removal.Run(position, keepsCounts: extent == ForgettingExtent.Words);
                if (select.Bind(1, position).Step()) left[i] = events[i] with { Body = select.Utf8(0).ToArray() };
                select.Reset();
            }
        }

        return left;
    }
}
