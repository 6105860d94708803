using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>The words of the full-text index, as it spells them. One thread at a time.</summary>
internal sealed class IndexVocabulary : IDisposable
{
    // Of this connection alone: nothing is written to the database. The second one shows how the index spells a word.
    private const string MakeTables =
        """
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab ('main', 'transcripts_fts', 'row');
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed USING fts5 (word, content = '');
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed_words USING fts5vocab ('temp', 'typed', 'row');
        """;

    private const string InsertTyped = "INSERT INTO temp.typed (rowid, word) VALUES (1, @word);";
    private const string SelectTyped = "SELECT term FROM temp.typed_words;";
    private const string DeleteTyped = "INSERT INTO temp.typed (typed) VALUES ('delete-all');";

    private const string Beginning =
        """
        SELECT term
        FROM temp.vocabulary
        WHERE term >= @from AND term < @to;
        """;

    private readonly RawStatement _insertTyped;
    private readonly RawStatement _selectTyped;
    private readonly RawStatement _deleteTyped;
    private readonly RawStatement _beginning;

    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public IndexVocabulary(SqliteConnection connection)
    {
        connection.Execute(MakeTables);
        _insertTyped = new(connection, InsertTyped);
        _selectTyped = new(connection, SelectTyped);
        _deleteTyped = new(connection, DeleteTyped);
        _beginning = new(connection, Beginning);
    }

    /// <summary>In lower case and without accents; null where the index has several words of it, or none.</summary>
    public string? Spell(string word)
    {
        _insertTyped.Bind(1, Encoding.UTF8.GetBytes(word)).Run();
        var terms = _selectTyped.ReadAll(row => row.Text(0));
        _deleteTyped.Run();
        return terms is [var term] ? term : null;
    }

    public IReadOnlyList<string> ReadBeginningWith(string beginning) => _beginning
        .Bind(1, Encoding.UTF8.GetBytes(beginning))
        .Bind(2, Encoding.UTF8.GetBytes(beginning + "\U0010FFFF"))
        .ReadAll(row => row.Text(0));

    public void Dispose()
    {
        _insertTyped.Dispose();
        _selectTyped.Dispose();
        _deleteTyped.Dispose();
        _beginning.Dispose();
    }
}
