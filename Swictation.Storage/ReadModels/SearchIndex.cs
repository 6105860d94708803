using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// The entries of single segments in the full-text index. An entry is removed by the text with which it was made, so that its
/// row in <c>segments</c> has to be there still, as it was stored. On the writing connection, inside a transaction of the
/// caller's; ids best rise from call to call.
/// </summary>
internal sealed class SearchIndex(SqliteConnection connection) : IDisposable
{
    private const string RemoveEntry =
        """
        INSERT INTO transcripts_fts (transcripts_fts, rowid, text)
        SELECT 'delete', id, text
        FROM searchable_texts
        WHERE id = @id;
        """;

    private const string AddEntry =
        """
        INSERT INTO transcripts_fts (rowid, text)
        SELECT id, text
        FROM searchable_texts
        WHERE id = @id;
        """;

    private readonly RawStatement _remove = new(connection, RemoveEntry);
    private readonly RawStatement _add = new(connection, AddEntry);

    /// <summary>No word finds the segment any more. To be called before its row is changed or deleted.</summary>
    /// <exception cref="SqliteException">The index is damaged, or not what the row says.</exception>
    public void Remove(long segment) => _remove.Bind(1, segment).Run();

    /// <summary>The words of the segment's row find it.</summary>
    /// <exception cref="SqliteException">The index is damaged, or there is no room.</exception>
    public void Add(long segment) => _add.Bind(1, segment).Run();

    public void Dispose()
    {
        _remove.Dispose();
        _add.Dispose();
    }
}
