using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// The read models made once more, beside those that are stored: temporary tables of the same names in a read-only
/// connection, where SQLite finds them first, filled by the very statements of <see cref="ProjectionSql"/>. In memory, and
/// never on a disk: what is forgotten must not stay in a temporary file. Texts are kept for one slice only; what stays is
/// a row for each session, each failed segment and each change of a recogniser.
/// </summary>
internal sealed class ShadowReadModels : IDisposable
{
    private const string InMemory = "PRAGMA temp_store = MEMORY;";

    private const string ReadTables =
        """
        SELECT sql
        FROM main.sqlite_schema
        WHERE sql IS NOT NULL AND (
            (type = 'table' AND name IN (
                'sessions', 'segments', 'failed_segments', 'recognisers', 'imported_sessions', 'imported_totals',
                'transcripts_fts', 'revisions', 'annotations'))
            OR (type = 'view' AND name = 'searchable_texts')
            OR (type = 'index' AND tbl_name IN ('sessions', 'segments', 'failed_segments')))
        ORDER BY type <> 'table', name = 'transcripts_fts';
        """;

    private const string Words =
        """
        CREATE VIRTUAL TABLE temp.shadow_words USING fts5vocab('temp', 'transcripts_fts', 'instance');

        CREATE VIRTUAL TABLE temp.stored_words USING fts5vocab('main', 'transcripts_fts', 'instance');
        """;

    private static readonly string[] Texts = ["segments", "revisions", "annotations"];
    private const string ForgetWords = "INSERT INTO temp.transcripts_fts (transcripts_fts) VALUES ('delete-all');";

    private static readonly string[] Kinds = ["TABLE", "VIRTUAL TABLE", "INDEX", "VIEW"];

    private readonly RawStatement[] _statements;
    private readonly RawStatement[] _forgetTexts;
    private readonly RawStatement _forgetWords;

    public ShadowReadModels(SqliteConnection connection)
    {
        connection.Execute(InMemory);
        foreach (var sql in connection.Query<string>(ReadTables).ToArray()) connection.Execute(Temporary(sql));
        connection.Execute(Words);
        SearchableFunction.Register(connection);
        _statements = [.. ProjectionSql.Statements.Select(sql => new RawStatement(connection, sql))];
        _forgetTexts = [.. Texts.Select(table => new RawStatement(connection, $"DELETE FROM temp.{table} WHERE id < @before;"))];
        _forgetWords = new(connection, ForgetWords);
    }

    /// <summary>Everything up to here is in them.</summary>
    public long Position { get; private set; }

    public void Project(long upTo)
    {
        foreach (var statement in _statements) statement.Bind(1, Position).Bind(2, upTo).Run();
        Position = upTo;
    }

    /// <summary>Drops all words, and the texts before a segment that later events may still speak of.</summary>
    public void Forget(long before)
    {
        foreach (var forget in _forgetTexts) forget.Bind(1, before).Run();
        _forgetWords.Run();
    }

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        foreach (var forget in _forgetTexts) forget.Dispose();
        _forgetWords.Dispose();
    }

    private static string Temporary(string sql)
    {
        var kind = Kinds.First(kind => sql.StartsWith($"CREATE {kind} ", StringComparison.Ordinal));
        return $"CREATE {kind} temp.{sql[$"CREATE {kind} ".Length..]}";
    }
}
