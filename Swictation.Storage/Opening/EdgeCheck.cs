using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Opening;

/// <summary>
/// Whether the log ends where everything else says that it does. A page that strays over the right edge of the tree of
/// events makes an old event the last one, and the next position one that is taken. A few looks into trees, however long
/// the log is (promise P7).
/// </summary>
internal static class EdgeCheck
{
    private const int NewestEvents = 500;

    // A read model never knows more than the log.
    private static readonly (string Who, string NewestEvent)[] Witnesses =
    [
        ("the checkpoint of its read models", "SELECT coalesce(max(seq), 0) FROM read_model_checkpoint;"),
        ("its segments", "SELECT coalesce(max(id), 0) FROM segments;"),
        ("its failed segments", "SELECT coalesce(max(id), 0) FROM failed_segments;"),
        ("its sessions", "SELECT coalesce((SELECT start_seq FROM sessions ORDER BY id DESC LIMIT 1), 0);"),
        .. new[] { "session_start", "session_end", "state_change", "off_the_record" }
            .Select(type => ("an index", $"SELECT coalesce(max(seq), 0) FROM events WHERE type = '{type}';")),
    ];

    private const string Newest =
        """
        SELECT seq
        FROM events NOT INDEXED
        ORDER BY seq DESC
        LIMIT @most;
        """;

    private const string Following =
        """
        SELECT coalesce(min(seq), 0)
        FROM (SELECT seq FROM events NOT INDEXED WHERE seq > @head ORDER BY seq LIMIT 1);
        """;

    /// <exception cref="EventLogDamagedException">It does not.</exception>
    /// <exception cref="SqliteException">The same, as SQLite sees it.</exception>
    public static void Run(SqliteConnection connection, string path, string logId, long head)
    {
        foreach (var (who, newestEvent) in Witnesses)
        {
            if (RawStatement.RunScalar(connection, newestEvent) is var known && known > head) throw Ends($"{who} has event {known}");
        }

        // From the edge backwards, as an append finds its place: downwards through the tree it may be another one.
        var expected = head;
        using var removed = new RemovedRanges(connection);
        using (var newest = new RawStatement(connection, Newest))
        {
            newest.Bind(1, NewestEvents);
            while (newest.Step())
            {
                var position = newest.Int64(0);
                if (position > expected || (position < expected && !removed.Cover(position + 1, expected)))
                    throw Ends($"event {position} stands before {expected + 1}");
                expected = position - 1;
            }
        }

        using var following = new RawStatement(connection, Following);
        if (following.Bind(1, head).RunScalar() is var next and > 0) throw Ends($"event {next} is there too");

        if (KeptHead.Read(path) is not { } kept || kept.LogId != logId) return;
        if (kept.Position > head) throw Ends($"{kept.Position} were stored: {kept.Position - head} are missing at least");
        // What was forgotten since has another one.
        if (kept.Position > 0 && !removed.Cover(kept.Position, kept.Position) && StoredChecksum.At(connection, kept.Position) != kept.Checksum
            && !StoredChecksum.IsOfForgotten(connection, kept.Position))
            throw new EventLogDamagedException(path, new Reason(ReasonCode.EventDamaged, $"{kept.Position}"));

        EventLogDamagedException Ends(string but) =>
            new(path, new Reason(ReasonCode.EndDamaged, $"its last event is {head}, but {but}"));
    }
}
