using Swictation.Daemon.Sessions.LastWord;

namespace Swictation.Daemon.Tests.Sessions.LastWord;

public sealed class WordsFoundTests
{
    [Fact]
    public void P13_Newest_word_counts_wherever_it_stands()
    {
        var found = WordsFound.In([Text(5, Word.Record), Text(6, Word.Stop)], []);

        Assert.Equal(new(new KeptWord(6, Word.Stop, HasEnded: false), false, true, 6), found);
    }

    [Fact]
    public void P13_Any_damage_to_a_kept_word_is_a_doubt()
    {
        var line = new KeptWord(12, Word.Record, HasEnded: false).ToLine();
        Assert.Equal(KeptWord.Length, line.Length);
        for (var at = 0; at < line.Length; at++)
        {
            var damaged = (byte[])line.Clone();
            damaged[at] ^= 4;
            Assert.True(WordsFound.In([System.Text.Encoding.Latin1.GetString(damaged)], []).IsInDoubt, $"byte {at}");
        }
    }

    [Fact]
    public void P13_Two_words_with_one_number_are_a_doubt()
    {
        Assert.True(WordsFound.In([Text(5, Word.Record), Text(5, Word.Stop)], []).IsInDoubt);
        Assert.False(WordsFound.In([Text(5, Word.Record), Text(5, Word.Record)], []).IsInDoubt);
    }

    [Fact]
    public void P13_Word_in_a_file_of_unsaved_events_speaks_against_the_microphone_and_never_for_it()
    {
        Assert.Equal(Word.Quit, WordsFound.In([Text(5, Word.Record)], [Text(6, Word.Quit)]).Newest?.Word);
        Assert.Equal(Word.Stop, WordsFound.In([Text(5, Word.Stop)], [Text(6, Word.Record)]).Newest?.Word);
        Assert.True(WordsFound.In([Text(5, Word.Record)], [Text(6, Word.Record)]).Newest?.HasEnded);
        Assert.Null(WordsFound.In([null], [Text(6, Word.Record)]).Newest);
        Assert.Equal(
            new KeptWord(7, Word.Record, HasEnded: false),
            WordsFound.In([Text(7, Word.Record)], [Text(6, Word.Quit)]).Newest);
    }

    private static string Text(long number, Word word) => new KeptWord(number, word, HasEnded: false).ToString();
}
