using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// Makes all segments of the full-text index one, slice by slice. FTS5 notes beside its old segments what was deleted: until then
/// the words stay in them. A slice ends with a word, so that a frequent one makes it long.
/// </summary>
internal sealed class IndexMerge(SqliteConnection connection) : IDisposable
{
    private const int PagesAtOnce = 8;
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    private readonly RawStatement _merge = new(connection, "INSERT INTO transcripts_fts (transcripts_fts, rank) VALUES ('merge', @pages);");
    private readonly long _pageBytes = RawStatement.RunScalar(connection, "PRAGMA page_size;");

    /// <summary>How many bytes of pages this connection has put into the write-ahead log. For its holder.</summary>
    public long Bytes =>
        raw.sqlite3_db_status(connection.Handle, PagesWritten, out var pages, out _, resetFlg: 0) == raw.SQLITE_OK ? pages * _pageBytes : 0;

    /// <summary>Takes a slice. For the holder of the writing connection.</summary>
    /// <param name="isFirst">True to begin with whatever segments there are.</param>
    /// <returns>False when nothing is left to do.</returns>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public bool RunSlice(bool isFirst)
    {
        var before = raw.sqlite3_total_changes(connection.Handle);
        _merge.Bind(1, isFirst ? -PagesAtOnce : PagesAtOnce).Run();
        return raw.sqlite3_total_changes(connection.Handle) - before > 1;
    }

    public void Dispose() => _merge.Dispose();
}
