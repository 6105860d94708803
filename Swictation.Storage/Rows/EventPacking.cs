using Microsoft.Data.Sqlite;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>
/// Writes what is left of a thinned stretch of the log close together. SQLite joins pages only when they are two thirds empty,
/// and what stands between metrics that were taken out would take half as much again. Each row stays what it is, byte for byte,
/// and at its position; inside a transaction of the writing connection. One thread at a time.
/// </summary>
internal sealed class EventPacking(SqliteConnection connection) : IDisposable
{
    // Below all positions that there are: pages that lose all their rows are free, and fill from the first one on.
    private const string Away = "4611686018427387904";

    // A row of before there were checksums is known by its form when a damaged log is read, and keeps it.
    private const string TakeOut =
        $"""
        UPDATE events NOT INDEXED
        SET seq = seq - {Away}
        WHERE seq >= @first AND seq <= @last AND checksum IS NOT NULL;
        """;

    private const string PutBack =
        $"""
        UPDATE events NOT INDEXED
        SET seq = seq + {Away}
        WHERE seq >= @first - {Away} AND seq <= @last - {Away};
        """;

    private readonly RawStatement _takeOut = new(connection, TakeOut);
    private readonly RawStatement _putBack = new(connection, PutBack);

    /// <summary>True where pages are half empty without it.</summary>
    /// <param name="removed">In order.</param>
    public static bool IsWorthIt(IReadOnlyList<RemovedRange> removed) =>
        removed.Count > 1 && removed.Sum(range => range.Last - range.First + 1) > (removed[^1].Last - removed[0].First + 1) / 2;

    /// <param name="first">A position; what stands between it and the last one is as much as one slice has.</param>
    /// <param name="last">The last position.</param>
    public void Run(long first, long last)
    {
        _takeOut.Bind(1, first).Bind(2, last).Run();
        _putBack.Bind(1, first).Bind(2, last).Run();
    }

    public void Dispose()
    {
        _takeOut.Dispose();
        _putBack.Dispose();
    }
}
