using Microsoft.Data.Sqlite;
using Swictation.Domain.Language;

namespace Swictation.Storage.Queries;

/// <summary>What users look for, in the query language of FTS5, so that none of its operators is found in it.</summary>
internal static class FullTextQuery
{
    /// <summary>Null where nothing is looked for, or only what must not be there.</summary>
    /// <param name="typed">In the form of <see cref="SearchTerms"/>.</param>
    public static string? Of(string typed) => Of(SearchTerms.Parse(typed), _ => []);

    /// <summary>As <see cref="Of(string)"/>; other forms of words that are wanted and stand in no quotes will do too.</summary>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static string? WithForms(SqliteConnection connection, string typed) => WithForms(connection, SearchTerms.Parse(typed));

    /// <inheritdoc cref="WithForms(SqliteConnection, string)"/>
    public static string? WithForms(SqliteConnection connection, IReadOnlyList<SearchTerm> terms)
    {
        using var forms = new WordForms(connection);
        return Of(terms, term => term.IsQuoted || term.IsPrefix ? [] : forms.Of(term.Text));
    }

    private static string? Of(IReadOnlyList<SearchTerm> terms, Func<SearchTerm, IReadOnlyList<string>> formsOf)
    {
        var wanted = string.Join(" AND ", terms.Where(term => !term.IsExcluded).Select(term => OneOf(term, formsOf(term))));
        var excluded = string.Join(" OR ", terms.Where(term => term.IsExcluded).Select(Of));
        if (wanted.Length == 0) return null;
        return excluded.Length == 0 ? wanted : $"({wanted}) NOT ({excluded})";
    }

    private static string OneOf(SearchTerm term, IReadOnlyList<string> forms) =>
        forms.Count == 0 ? Of(term) : $"({string.Join(" OR ", forms.Select(Quoted).Prepend(Of(term)))})";

    private static string Of(SearchTerm term)
    {
        string[] pieces = [.. term.Pieces().Select(Of)];
        return pieces.Length == 1 ? pieces[0] : $"({string.Join(" AND ", pieces)})";
    }

    // A stretch without blanks may be a text of its own, of an index that older versions have made.
    private static string Of(SearchPiece piece) => piece.Runs() is { } runs
        ? $"({Quoted(runs)} OR {Quoted(piece.Text)})"
        : Quoted(piece.Text) + (piece.IsPrefix ? " *" : "");

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
