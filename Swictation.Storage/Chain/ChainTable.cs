using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Plumbing.Hashing;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>The links of a log's chain. One thread at a time.</summary>
internal sealed class ChainTable(SqliteConnection connection) : IDisposable
{
    private const string Columns = "SELECT seq, hash, since, removed_by FROM event_chain";
    private const string SelectUpTo = $"{Columns} WHERE seq <= @position ORDER BY seq DESC LIMIT 1;";
    private const string SelectFrom = $"{Columns} WHERE seq >= @position ORDER BY seq LIMIT 1;";
    private const string SelectSpan = $"{Columns} WHERE seq > @after AND seq <= @up_to ORDER BY seq;";

    private const string InsertLink =
        """
        INSERT INTO event_chain (seq, hash)
        VALUES (@seq, @hash);
        """;

    private const string MarkSpan =
        """
        UPDATE event_chain
        SET since = @since, removed_by = @removed_by
        WHERE seq > @since AND seq <= @up_to;
        """;

    private readonly RawStatement _upTo = new(connection, SelectUpTo);
    private readonly RawStatement _from = new(connection, SelectFrom);
    private readonly RawStatement _span = new(connection, SelectSpan);
    private readonly Lazy<RawStatement> _insert = new(() => new(connection, InsertLink));
    private readonly Lazy<RawStatement> _mark = new(() => new(connection, MarkSpan));

    /// <summary>The last link up to a position; null where there is none but the beginning.</summary>
    public ChainLink? FindUpTo(long position) => Single(_upTo.Bind(1, position));

    /// <summary>The first link from a position on.</summary>
    public ChainLink? FindFrom(long position) => Single(_from.Bind(1, position));

    /// <summary>The links behind a position, up to another one.</summary>
    public List<ChainLink> Read(long after, long upTo) => _span.Bind(1, after).Bind(2, upTo).ReadAll(Link);

    public void Insert(ChainLink link) => _insert.Value.Bind(1, link.Position).BindBlob(2, link.Hash).Run();

    /// <summary>Notes that a stretch has lost events.</summary>
    /// <param name="removedBy">Position of the event that says so.</param>
    public void Mark(KeptStretch stretch, long removedBy) =>
        _mark.Value.Bind(1, stretch.After).Bind(2, removedBy).Bind(3, stretch.UpTo).Run();

    public void Dispose()
    {
        foreach (var statement in new[] { _upTo, _from, _span }) statement.Dispose();
        foreach (var statement in new[] { _insert, _mark }.Where(statement => statement.IsValueCreated)) statement.Value.Dispose();
    }

    private static ChainLink? Single(RawStatement statement) => statement.ReadAll(Link) is [var link, ..] ? link : null;

    // A hash of another length agrees with nothing.
    private static ChainLink Link(RawStatement row) => new(
        row.Int64(0),
        row.Blob(1) is { Length: Sha256.Bytes } hash ? hash.ToArray() : [],
        row.IsNull(2) ? null : row.Int64(2),
        row.IsNull(3) ? null : row.Int64(3));
}
