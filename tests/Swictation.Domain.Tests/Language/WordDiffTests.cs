using Swictation.Domain.Language;

namespace Swictation.Domain.Tests.Language;

public sealed class WordDiffTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("the invoice", "The invoice.", "The invoice.")]
    [InlineData("the inn voice of May", "the invoice of May", "the -inn -voice +invoice of May")]
    [InlineData("of May", "the invoice of May", "+the +invoice of May")]
    [InlineData("the invoice of May", "the invoice", "the invoice -of -May")]
    [InlineData("a b c", "x y", "-a -b -c +x +y")]
    [InlineData("a b a b", "b a b", "-a b a b")]
    public void Words_stand_side_by_side(string old, string text, string steps) =>
        Assert.Equal(steps, string.Join(' ', WordDiff.Between(old, text).Select(Describe)));

    [Fact]
    public void As_many_words_differ_as_the_distance_says()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var (old, text) = (Words(random), Words(random));

            var steps = WordDiff.Between(old, text);

            Assert.Equal(Keys(old), steps.Where(step => step.Change != WordChange.Added).Select(step => step.Word));
            Assert.Equal(Keys(text), steps.Where(step => step.Change != WordChange.Removed).Select(step => step.Word));
            Assert.Equal(WordDistance.Between(old, text).Errors, ErrorsOf(steps));
        }
    }

    // Of a stretch that was replaced, as many as there are more of.
    private static int ErrorsOf(IReadOnlyList<(WordChange Change, string Word)> steps)
    {
        var (errors, removed, added) = (0, 0, 0);
        foreach (var (change, _) in steps.Append((WordChange.Same, "")))
        {
            if (change == WordChange.Removed) removed++;
            if (change == WordChange.Added) added++;
            if (change != WordChange.Same) continue;
            errors += Math.Max(removed, added);
            (removed, added) = (0, 0);
        }

        return errors;
    }

    private static string Words(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(12)).Select(_ => $"{(char)('a' + random.Next(4))}"));

    private static string[] Keys(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Describe((WordChange Change, string Word) step) => step.Change switch
    {
        WordChange.Removed => $"-{step.Word}",
        WordChange.Added => $"+{step.Word}",
        _ => step.Word,
    };
}
