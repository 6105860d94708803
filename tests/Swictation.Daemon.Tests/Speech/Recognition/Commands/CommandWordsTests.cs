using Swictation.Daemon.Speech.Recognition.Commands;

namespace Swictation.Daemon.Tests.Speech.Recognition.Commands;

public sealed class CommandWordsTests
{
    [Theory]
    [InlineData("whisper-cli", "whisper-cli")]
    [InlineData(" whisper-cli  -nt\t{} ", "whisper-cli", "-nt", "{}")]
    [InlineData("a 'b c' \"d e\" f\\ g", "a", "b c", "d e", "f g")]
    [InlineData("a b'c'\"d\"e ''", "a", "bcde", "")]
    [InlineData(@"a '\' ""\"" \\"" \'", "a", @"\", @""" \", "'")]
    [InlineData("a $HOME *.wav `id` ; | & > #", "a", "$HOME", "*.wav", "`id`", ";", "|", "&", ">", "#")]
    public void Line_is_split_and_nothing_in_it_is_expanded(string line, params string[] words) =>
        Assert.Equal(words, CommandWords.Split(line));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("'' a")]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    [InlineData("a \\")]
    [InlineData("a\0b")]
    public void Line_without_a_program_or_with_an_open_quote_is_none(string line) =>
        Assert.Null(CommandWords.Split(line));
}
