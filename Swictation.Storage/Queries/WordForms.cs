using System.Text;
using Dapper;
using Lucene.Net.Tartarus.Snowball;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>
/// Finds the forms of a word that texts of the log have: those of the same stem, in the languages that its recognisers were
/// set to. Looks them up in the vocabulary of the index, so that they take no room in it. One thread at a time.
/// </summary>
internal sealed class WordForms : IDisposable
{
    /// <summary>Forms of one word that are looked for, at most.</summary>
    public const int MostForms = 40;

    // Shorter ones have few forms, and much begins with what their forms have in common.
    private const int ShortestWord = 4;
    private const int ShortestBeginning = 3;

    private const string Languages =
        """
        SELECT DISTINCT language
        FROM recognisers
        WHERE language IS NOT NULL;
        """;

    // Of this connection alone: nothing is written to the database. The second one shows how the index spells a word.
    private const string MakeVocabularies =
        """
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab ('main', 'transcripts_fts', 'row');
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed USING fts5 (word, content = '');
        CREATE VIRTUAL TABLE IF NOT EXISTS temp.typed_words USING fts5vocab ('temp', 'typed', 'row');
        """;

    private const string Type = "INSERT INTO temp.typed (rowid, word) VALUES (1, @word);";
    private const string Typed = "SELECT term FROM temp.typed_words;";
    private const string Clear = "INSERT INTO temp.typed (typed) VALUES ('delete-all');";

    private const string Beginning =
        """
        SELECT term
        FROM temp.vocabulary
        WHERE term >= @from AND term < @to;
        """;

    private readonly SnowballProgram[] _stemmers;
    private readonly RawStatement? _type;
    private readonly RawStatement? _typed;
    private readonly RawStatement? _clear;
    private readonly RawStatement? _beginning;

    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public WordForms(SqliteConnection connection)
    {
        using var languages = new RawStatement(connection, Languages);
        _stemmers = [.. languages.ReadAll(row => Encoding.UTF8.GetString(row.Utf8(0)))
            .Select(language => Stemmers.TryMake(language, out var stemmer) ? stemmer : null)
            .OfType<SnowballProgram>()
            .DistinctBy(stemmer => stemmer.GetType())];
        if (_stemmers.Length == 0) return;

        connection.Execute(MakeVocabularies);
        _type = new(connection, Type);
        _typed = new(connection, Typed);
        _clear = new(connection, Clear);
        _beginning = new(connection, Beginning);
    }

    /// <summary>As the index spells them; none for what is no single word of at least four characters.</summary>
    public IReadOnlyList<string> Of(string word)
    {
        if (_beginning is null || word.Length < ShortestWord || Spell(word) is not { } term) return [];

        SortedSet<string> forms = new(StringComparer.Ordinal);
        foreach (var stemmer in _stemmers) forms.UnionWith(FindForms(term, stemmer));
        forms.Remove(term);
        return [.. forms.Take(MostForms)];
    }

    public void Dispose()
    {
        _type?.Dispose();
        _typed?.Dispose();
        _clear?.Dispose();
        _beginning?.Dispose();
    }

    /// <summary>In lower case and without accents; null where the index has several words of it, or none.</summary>
    private string? Spell(string word)
    {
        _type!.Bind(1, Encoding.UTF8.GetBytes(word)).Run();
        var terms = _typed!.ReadAll(row => Encoding.UTF8.GetString(row.Utf8(0)));
        _clear!.Run();
        return terms is [{ Length: >= ShortestWord } term] ? term : null;
    }

    private IEnumerable<string> FindForms(string term, SnowballProgram stemmer)
    {
        var stem = Stem(term, stemmer);
        var beginning = term[..term.AsSpan().CommonPrefixLength(stem)];
        if (beginning.Length < ShortestBeginning) return [];

        return _beginning!
            .Bind(1, Encoding.UTF8.GetBytes(beginning))
            .Bind(2, Encoding.UTF8.GetBytes(beginning + "\U0010FFFF"))
            .ReadAll(row => Encoding.UTF8.GetString(row.Utf8(0)))
            .Where(other => Stem(other, stemmer) == stem);
    }

    private static string Stem(string word, SnowballProgram stemmer)
    {
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current;
    }
}
