using Microsoft.Data.Sqlite;
using Swictation.Domain.Language;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// Makes the entries of the full-text index anew that an older version of <see cref="SearchableText"/> has made, from the
/// newest back; all are found as before until it is their turn. On the writing connection, inside transactions of the
/// caller's.
/// </summary>
internal sealed class IndexRenewal : IDisposable
{
    private const string ReadVersion =
        """
        SELECT version
        FROM search_index;
        """;

    private const string ReadBehind =
        """
        SELECT behind
        FROM search_index;
        """;

    private const string KeepBehind =
        """
        INSERT INTO search_index (id, version, behind)
        VALUES (1, @version, @behind)
        ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, behind = excluded.behind;
        """;

    private const string FirstOfSlice =
        """
        SELECT min(id)
        FROM (
            SELECT id
            FROM segments
            WHERE id <= @behind
            ORDER BY id DESC
            LIMIT @rows);
        """;

    private const string Outdated =
        """
        SELECT id
        FROM (
            SELECT id, text, searchable FROM segments
            UNION ALL
            SELECT id, text, searchable FROM revisions
            UNION ALL
            SELECT id, text, searchable FROM annotations)
        WHERE id >= @first AND id <= @behind AND searchable IS NOT searchable(text)
        ORDER BY id;
        """;

    // An event has a row in one of them.
    private static readonly string[] Renewals = [RenewalOf("segments"), RenewalOf("revisions"), RenewalOf("annotations")];

    private readonly SearchIndex _index;
    private readonly RawStatement _keepBehind;
    private readonly RawStatement _firstOfSlice;
    private readonly RawStatement _outdated;
    private readonly RawStatement[] _renewals;
    private long _next;

    /// <param name="connection">With <see cref="SearchableFunction"/>.</param>
    /// <param name="newest">The position up to which the index may have segments.</param>
    public IndexRenewal(SqliteConnection connection, long newest)
    {
        _index = new(connection);
        _keepBehind = new(connection, KeepBehind);
        _firstOfSlice = new(connection, FirstOfSlice);
        _outdated = new(connection, Outdated);
        _renewals = [.. Renewals.Select(sql => new RawStatement(connection, sql))];
        Behind = FindBehind(connection, newest);
    }

    /// <summary>Texts up to this id may have the form of an older version; 0 when none has.</summary>
    public long Behind { get; private set; }

    /// <summary>
    /// Whether the index that is stored was made by this version alone; asked on any connection that can read it.
    /// </summary>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static bool IsDone(SqliteConnection connection) => FindBehind(connection, newest: long.MaxValue) == 0;

    /// <summary>Makes some entries anew. Counts when <see cref="Acknowledge"/> says that the transaction is committed.</summary>
    /// <param name="rows">So many segments are looked at.</param>
    /// <exception cref="SqliteException">The transaction is to be rolled back.</exception>
    public void RunSlice(long rows)
    {
        var first = _firstOfSlice.Bind(1, Behind).Bind(2, rows).RunScalar();
        foreach (var id in _outdated.Bind(1, first).Bind(2, Behind).ReadAll(row => row.Int64(0)))
        {
            _index.Remove(id);
            foreach (var renewal in _renewals) renewal.Bind(1, id).Run();
            _index.Add(id);
        }

        Keep(Math.Max(0, first - 1));
    }

    /// <summary>
    /// There are no entries any more, and new ones are of this version. Counts as <see cref="RunSlice"/> does.
    /// </summary>
    public void Reset() => Keep(0);

    public void Acknowledge() => Behind = _next;

    public void Dispose()
    {
        _index.Dispose();
        _keepBehind.Dispose();
        _firstOfSlice.Dispose();
        _outdated.Dispose();
        foreach (var renewal in _renewals) renewal.Dispose();
    }

    private static string RenewalOf(string table) =>
        $"""
        UPDATE {table}
        SET searchable = searchable(text)
        WHERE id = @id;
        """;

    private static long FindBehind(SqliteConnection connection, long newest) =>
        RawStatement.RunScalar(connection, ReadVersion) == SearchableText.Version
            ? RawStatement.RunScalar(connection, ReadBehind)
            : newest;

    private void Keep(long behind)
    {
        _keepBehind.Bind(1, SearchableText.Version).Bind(2, behind).Run();
        _next = behind;
    }
}
