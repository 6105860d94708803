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

    private readonly SnowballProgram[] _stemmers;
    private readonly IndexVocabulary? _vocabulary;

    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public WordForms(SqliteConnection connection)
    {
        using var languages = new RawStatement(connection, Languages);
        _stemmers = [.. languages.ReadAll(row => row.Text(0)).Select(Stemmers.Make).OfType<SnowballProgram>().DistinctBy(stemmer => stemmer.GetType())];
        if (_stemmers.Length > 0) _vocabulary = new(connection);
    }

    /// <summary>As the index spells them; none for what is no single word of at least four characters.</summary>
    public IReadOnlyList<string> Of(string word)
    {
        if (_vocabulary?.Spell(word) is not { Length: >= ShortestWord } term) return [];

        SortedSet<string> forms = new(StringComparer.Ordinal);
        foreach (var stemmer in _stemmers) forms.UnionWith(FindForms(term, stemmer, _vocabulary));
        forms.Remove(term);
        return [.. forms.Take(MostForms)];
    }

    public void Dispose() => _vocabulary?.Dispose();

    private static IEnumerable<string> FindForms(string term, SnowballProgram stemmer, IndexVocabulary vocabulary)
    {
        var stem = Stem(term, stemmer);
        var beginning = term[..term.AsSpan().CommonPrefixLength(stem)];
        return beginning.Length < ShortestBeginning
            ? []
            : vocabulary.ReadBeginningWith(beginning).Where(other => Stem(other, stemmer) == stem);
    }

    private static string Stem(string word, SnowballProgram stemmer)
    {
        stemmer.SetCurrent(word);
        stemmer.Stem();
        return stemmer.Current;
    }
}
