using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// What is being forgotten, written down before anything is removed and struck out when nothing is left of it, so that whoever
/// opens the log after a crash goes on with it. For the holder of the writing connection.
/// </summary>
internal sealed class ForgettingOrders(SqliteConnection connection)
{
    // What is to go already goes no less for being asked for once more.
    private const string Insert =
        """
        INSERT INTO forgetting (seq, why, keeps_counts, is_followed)
        VALUES (@seq, @why, @keeps_counts, @is_followed)
        ON CONFLICT (seq) DO UPDATE
        SET why = excluded.why, keeps_counts = excluded.keeps_counts, is_removed = 0
        WHERE excluded.keeps_counts < keeps_counts;
        """;

    private const string InsertFile =
        """
        INSERT INTO forgetting_files (path, first_byte, last_byte)
        VALUES (@path, @first_byte, @last_byte);
        """;

    // Of one kind, so that one event can tell of them.
    private const string SelectNext =
        """
        WITH next AS (
            SELECT seq, why, keeps_counts
            FROM forgetting
            WHERE is_removed = 0
            ORDER BY seq
            LIMIT 1)
        SELECT forgetting.seq, forgetting.why, forgetting.keeps_counts
        FROM forgetting, next
        WHERE is_removed = 0 AND forgetting.seq >= next.seq AND forgetting.why = next.why
            AND forgetting.keeps_counts = next.keeps_counts
        ORDER BY forgetting.seq
        LIMIT @most;
        """;

    private const string SelectUnfollowed =
        """
        SELECT seq, why
        FROM forgetting
        WHERE is_followed = 0 AND seq NOT IN (SELECT value FROM json_each(@followed))
        ORDER BY seq;
        """;

    // What was only remembered to be followed is written down here.
    private const string MarkForErasure =
        """
        UPDATE forgetting
        SET is_followed = 1, is_removed = CASE is_removed WHEN 1 THEN 2 ELSE is_removed END
        WHERE (is_followed = 1 AND is_removed = 1) OR seq IN (SELECT value FROM json_each(@followed));
        """;

    private const string SelectFiles =
        """
        SELECT id, path, first_byte, last_byte
        FROM forgetting_files
        ORDER BY id;
        """;

    private readonly HashSet<long> _followed = [];

    /// <summary>Something is written down: words that may be in some file still.</summary>
    public bool IsAny => RawStatement.RunScalar(
        connection, "SELECT EXISTS (SELECT 1 FROM forgetting) OR EXISTS (SELECT 1 FROM forgetting_files);") == 1;

    /// <summary>In one transaction of the caller.</summary>
    /// <param name="isFollowed">False where what belongs to these events is still to be looked for.</param>
    public void Add(
        IEnumerable<long> positions, ForgettingKind why, ForgettingExtent extent, IEnumerable<FileStretch> files, bool isFollowed)
    {
        Add(positions.Select(position => new OrderedEvent(position, why, extent, isFollowed)));
        AddFiles(files);
    }

    /// <summary>In one transaction of the caller.</summary>
    public void Add(IEnumerable<OrderedEvent> events)
    {
        using var insert = new RawStatement(connection, Insert);
        foreach (var e in events)
        {
            insert.Bind(1, e.Position).Bind(2, Encoding.UTF8.GetBytes(e.Why.Name)).Bind(3, (long)e.Extent).Bind(4, e.IsFollowed ? 1 : 0)
                .Run();
        }
    }

    /// <inheritdoc cref="Add(IEnumerable{OrderedEvent})"/>
    public void AddFiles(IEnumerable<FileStretch> files)
    {
        using var insert = new RawStatement(connection, InsertFile);
        foreach (var file in files) insert.Bind(1, Encoding.UTF8.GetBytes(file.Path)).Bind(2, file.FirstByte).Bind(3, file.LastByte).Run();
    }

    /// <summary>The next events that still have their words, all for one reason; none when all have lost them.</summary>
    public (List<long> Positions, ForgettingKind Why, ForgettingExtent Extent) Next(int most)
    {
        using var select = new RawStatement(connection, SelectNext);
        select.Bind(1, most);
        var positions = new List<long>();
        var (why, extent) = (default(ForgettingKind), ForgettingExtent.Words);
        while (select.Step())
        {
            positions.Add(select.Int64(0));
            why = ForgettingKind.Named(Encoding.UTF8.GetString(select.Utf8(1)));
            extent = (ForgettingExtent)Math.Clamp(select.Int64(2), (long)ForgettingExtent.Event, (long)ForgettingExtent.Words);
        }

        return (positions, why, extent);
    }

    /// <summary>Notes that an event has lost its words; some copies may still be in the file.</summary>
    public void NoteRemoved(long position)
    {
        using var update = new RawStatement(connection, "UPDATE forgetting SET is_removed = 1 WHERE seq = @seq;");
        update.Bind(1, position).Run();
    }

    /// <summary>Events that have been written down before it was known what belongs to them, all for one reason.</summary>
    public (IReadOnlyList<long> Positions, ForgettingKind Why) ReadUnfollowed()
    {
        using var select = new RawStatement(connection, SelectUnfollowed);
        var all = select.Bind(1, Followed()).ReadAll(row => (Position: row.Int64(0), Why: ForgettingKind.Named(Encoding.UTF8.GetString(row.Utf8(1)))));
        var why = all.Select(found => found.Why).FirstOrDefault();
        return ([.. all.Where(found => found.Why == why).Select(found => found.Position)], why);
    }

    /// <summary>
    /// Nothing else belongs to them. That is written down when their copies are looked for: a commit less for somebody who waits, and
    /// whoever opens the log before that looks once more.
    /// </summary>
    public void RememberFollowed(IEnumerable<long> positions) => _followed.UnionWith(positions);

    /// <summary>What belongs to them is written down too.</summary>
    public void NoteFollowed(IEnumerable<long> positions)
    {
        using var update = new RawStatement(connection, "UPDATE forgetting SET is_followed = 1 WHERE seq = @seq;");
        foreach (var position in positions) update.Bind(1, position).Run();
    }

    /// <summary>Begins to look for copies of all that have lost their words by now.</summary>
    public void BeginErasure()
    {
        using var mark = new RawStatement(connection, MarkForErasure);
        mark.Bind(1, Followed()).Run();
        _followed.Clear();
    }

    /// <summary>No copy is left of those for which that was begun.</summary>
    public void EndErasure() => connection.Execute("DELETE FROM forgetting WHERE is_removed = 2;");

    public IReadOnlyList<OrderedFile> ReadFiles()
    {
        using var select = new RawStatement(connection, SelectFiles);
        return select.ReadAll(row => new OrderedFile(
            row.Int64(0),
            Encoding.UTF8.GetString(row.Utf8(1)),
            row.IsNull(2) ? null : row.Int64(2),
            row.IsNull(3) ? null : row.Int64(3)));
    }

    /// <summary>Nothing is left in a file of what was to go.</summary>
    public void StrikeOut(OrderedFile file)
    {
        using var delete = new RawStatement(connection, "DELETE FROM forgetting_files WHERE id = @id;");
        delete.Bind(1, file.Id).Run();
    }

    private byte[] Followed() => Encoding.UTF8.GetBytes($"[{string.Join(',', _followed)}]");
}
