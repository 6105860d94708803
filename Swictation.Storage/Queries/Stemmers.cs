using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Swictation.Storage.Queries;

/// <summary>
/// The stemmers that there are: a stem is what the forms of a word have in common, to the rules that the Snowball project has
/// written for each language (<c>invoices</c>, <c>invoiced</c>: <c>invoic</c>).
/// </summary>
internal static class Stemmers
{
    /// <param name="language">Its short form, which a region may follow: <c>en</c>, <c>de-AT</c>.</param>
    /// <returns>Null for a language that has none.</returns>
    public static SnowballProgram? Make(string language) => language.Split('-', '_')[0].ToLowerInvariant() switch
    {
        "ca" => new CatalanStemmer(),
        "da" => new DanishStemmer(),
        "de" => new GermanStemmer(),
        "en" => new EnglishStemmer(),
        "es" => new SpanishStemmer(),
        "eu" => new BasqueStemmer(),
        "fi" => new FinnishStemmer(),
        "fr" => new FrenchStemmer(),
        "ga" => new IrishStemmer(),
        "hu" => new HungarianStemmer(),
        "hy" => new ArmenianStemmer(),
        "it" => new ItalianStemmer(),
        "nb" or "nn" or "no" => new NorwegianStemmer(),
        "nl" => new DutchStemmer(),
        "pt" => new PortugueseStemmer(),
        "ro" => new RomanianStemmer(),
        "ru" => new RussianStemmer(),
        "sv" => new SwedishStemmer(),
        "tr" => new TurkishStemmer(),
        _ => null,
    };
}
