using Swictation.Domain.Events;
using Swictation.Storage.Queries;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Queries;

/// <summary>A word is found in its other forms, where the log knows the language that was spoken.</summary>
public sealed class WordFormsTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly EventFaker _faker = new(seed: 15);
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Theory]
    [InlineData("invoice", "paid the invoices|the invoice|invoiced again")]
    [InlineData("Invoices", "paid the invoices|the invoice|invoiced again")]
    [InlineData("invoicing paid", "paid the invoices")]
    [InlineData("\"invoice\"", "the invoice")]
    [InlineData("\"the invoice\"", "the invoice")]
    [InlineData("invoi*", "paid the invoices|the invoice|invoiced again")]
    [InlineData("the -invoice", "paid the invoices|the voice")]
    [InlineData("city", "two cities")]
    [InlineData("running", "")]
    [InlineData("-invoice", "")]
    public async Task Forms_of_the_same_stem_are_found_unless_the_word_is_quoted(string words, string texts)
    {
        await SayAsync("en", "paid the invoices", "the invoice", "invoiced again", "the voice", "two cities", "ran away");

        AssertFound(texts, words);
    }

    [Theory]
    [InlineData("de", "Haus", "viele Häuser|das Haus")]
    [InlineData("de-AT", "häuser", "viele Häuser|das Haus")]
    [InlineData("de", "Rechnung", "zwei Rechnungen")]
    [InlineData("fr", "facture", "les factures")]
    [InlineData("ru", "книга", "две книги")]
    public async Task Each_language_has_its_own_forms(string language, string words, string texts)
    {
        await SayAsync(language, "viele Häuser", "das Haus", "zwei Rechnungen", "les factures", "две книги");

        AssertFound(texts, words);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("auto")]
    [InlineData("zz")]
    [InlineData("-")]
    [InlineData("")]
    public async Task A_language_that_is_not_known_has_no_forms(string? language)
    {
        await SayAsync(language, "the invoices", "the invoice");

        AssertFound("the invoice", "invoice");
    }

    [Fact]
    public async Task Words_are_found_in_the_forms_of_all_languages_that_were_spoken()
    {
        await SayAsync("en", "the invoices");
        await SayAsync("de", "zwei Rechnungen");

        AssertFound("the invoices", "invoice");
        AssertFound("zwei Rechnungen", "rechnung");
    }

    [Fact]
    public async Task Forms_that_are_found_are_marked()
    {
        await SayAsync("en", "paid the invoices today");
        using var queries = new SessionQueries(_open.Path);

        var hit = queries.Search(new SearchOrder("invoice", Limit: 1)).Hits.Single();

        Assert.Equal(["invoices"], hit.Marks.Select(mark => hit.Said.Text.Substring(mark.Start, mark.Length)));
    }

    private async Task SayAsync(string? language, params string[] texts)
    {
        _open.Log.Append(new RecogniserChanged(One, DateTimeOffset.UtcNow, "whisper", Language: language));
        _open.Log.Append([.. texts.Select(text => _faker.Transcription(One) with { Text = text })]);
        await Eventually.IsTrueAsync(() => _open.Log.ReadModelLag == 0, "the read models are level");
    }

    private void AssertFound(string texts, string words)
    {
        using var queries = new SessionQueries(_open.Path);
        string[] expected = texts.Length == 0 ? [] : [.. texts.Split('|').Order(StringComparer.Ordinal)];

        Assert.Equal(
            expected, queries.Search(new SearchOrder(words, Limit: 10)).Hits.Select(hit => hit.Said.Text).Order(StringComparer.Ordinal));
        Assert.Equal(
            expected,
            queries.Search(words, null, long.MaxValue, 10, CancellationToken.None).Select(found => found.Row.Text).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Length > 0, queries.FindSessionsWith(words).Count > 0);
    }
}
