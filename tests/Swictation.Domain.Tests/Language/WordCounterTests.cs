using Swictation.Domain.Language;

namespace Swictation.Domain.Tests.Language;

public sealed class WordCounterTests
{
    private static readonly string[] Pieces =
        ["中", "々", "カ", "ん", "ー", "한", "ท", "ี่", "ກ", "က", "a", "é", "1", "'", "-", "。", "、", "🙂", "\u0301", "\u200b", " ", "\u3000"];

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t\n ", 0)]
    [InlineData("one", 1)]
    [InlineData("  two   words ", 2)]
    [InlineData("three\tmore\nwords", 3)]
    [InlineData("no\u00a0break\u3000space", 3)]
    [InlineData("it's well-known, isn't it?", 4)]
    [InlineData("🙂 counts", 2)]
    [InlineData("Grüße an Zoë", 3)]
    [InlineData("내일 회의에서 예산을 봅시다", 4)]
    [InlineData("שלום עולם", 2)]
    public void Words_are_what_blanks_separate(string text, int words) =>
        Assert.Equal(words, WordCounter.Plain.Count(text));

    [Theory]
    [InlineData("- — … ... ?", 0)]
    [InlineData("wait - what ?", 2)]
    [InlineData("« bonjour »", 1)]
    [InlineData("。、！？", 0)]
    [InlineData("5 + 3", 3)]
    public void Punctuation_alone_is_no_word(string text, int words) =>
        Assert.Equal(words, WordCounter.Plain.Count(text));

    [Theory]
    [InlineData("今天下午三点我们开会讨论明年的预算", 17)]
    [InlineData("今天，下午三点。", 6)]
    [InlineData("我用iPhone打电话", 6)]
    [InlineData("第3章", 3)]
    [InlineData("🎉派对🎉", 2)]
    [InlineData("𠮷野家", 3)]
    [InlineData("明日の会議", 5)]
    [InlineData("コーヒーをください", 1)]
    [InlineData("the 预算 of next year", 6)]
    [InlineData("人々", 2)]
    public void An_ideograph_is_a_word_and_a_run_of_kana_is_one(string text, int words) =>
        Assert.Equal(words, WordCounter.Plain.Count(text));

    [Theory]
    [InlineData("สวัสดี", 1)]
    [InlineData("สวัสดีครับ", 2)]
    [InlineData("ที่นี่ ที่นั่น", 2)]
    [InlineData("ภาษาไทย2025", 3)]
    public void Without_an_iterator_four_characters_of_other_scripts_are_a_word(string text, int words) =>
        Assert.Equal(words, WordCounter.Plain.Count(text));

    [Fact]
    public void An_iterator_is_asked_for_what_it_knows_alone()
    {
        var iterator = new Iterator();

        var words = new WordCounter(iterator).Count("say สวัสดีครับ 中文 ที่นี่カナ");

        Assert.Equal(["สวัสดีครับ", "ที่นี่"], iterator.Asked);
        Assert.Equal(1 + 7 + 2 + 7 + 1, words);
    }

    [Fact]
    public void Any_mixture_has_at_most_as_many_words_as_characters_and_blanks_around_it_change_nothing()
    {
        var random = new Random(17);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => Pieces[random.Next(Pieces.Length)]));

            var words = WordCounter.Plain.Count(text);

            Assert.InRange(words, 0, text.EnumerateRunes().Count());
            Assert.Equal(words, WordCounter.Plain.Count($" {text}\u3000"));
            Assert.Equal(2 * words, WordCounter.Plain.Count($"{text} {text}"));
        }
    }

    private sealed class Iterator : IWordIterator
    {
        public List<string> Asked { get; } = [];

        public int? CountWords(ReadOnlySpan<char> run)
        {
            Asked.Add(run.ToString());
            return 7;
        }
    }
}
