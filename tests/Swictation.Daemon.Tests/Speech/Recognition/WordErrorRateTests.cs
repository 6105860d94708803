using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition;

public sealed class WordErrorRateTests
{
    [Theory]
    [InlineData("he was not ill", "he was not ill", 0, 4)]
    [InlineData("he was not ill", "He  was NOT ill", 0, 4)]
    [InlineData("he was not ill", "", 4, 0)]
    [InlineData("he was not ill", "he was ill", 1, 3)]
    [InlineData("he was not ill", "he was not very ill", 1, 4)]
    [InlineData("he was not ill", "he was hot ill", 1, 3)]
    [InlineData("he was not ill", "ill not was he", 4, 1)]
    [InlineData("ill", "he was not ill at all", 5, 1)]
    public void Errors_and_words_in_order_are_counted(string reference, string recognised, int errors, int inOrder)
    {
        var measured = WordErrorRate.Measure(reference, recognised);

        Assert.Equal(errors, measured.Errors);
        Assert.Equal(inOrder, measured.WordsInOrder);
    }

    [Fact]
    public void Rate_is_per_word_said()
    {
        var measured = WordErrorRate.Measure("ill", "he was not ill at all");

        Assert.Equal(5.0, measured.Rate);
        Assert.Equal(1.0, measured.ShareInOrder);
    }

    [Fact]
    public void Nothing_said_cannot_be_measured() =>
        Assert.Throws<ArgumentException>(() => WordErrorRate.Measure(" ", "words"));
}
