using Swictation.Domain.Recognition;

namespace Swictation.Domain.Tests.Recognition;

public sealed class NoSpeechTextTests
{
    [Theory]
    [InlineData("[BLANK_AUDIO]")]
    [InlineData(" [ Silence ] ")]
    [InlineData("(upbeat music)")]
    [InlineData("*coughs*")]
    [InlineData("<unk>")]
    [InlineData("♪")]
    [InlineData("♪ la la la ♪")]
    [InlineData("[MUSIC] (applause).")]
    [InlineData("{noise}")]
    [InlineData("( [music]")]
    [InlineData("(( {music} *")]
    [InlineData("Thanks for watching!")]
    [InlineData("Untertitel der Amara.org-Community")]
    [InlineData("Sous-titres réalisés par la communauté d'Amara.org")]
    public void Mark_for_no_speech_and_credits_of_subtitles_are_none(string text) => Assert.True(NoSpeechText.Is(text));

    [Fact]
    public void Line_of_a_mebibyte_is_gone_through_once()
    {
        Assert.True(NoSpeechText.Is(new string('(', 1 << 20)));
        Assert.True(NoSpeechText.Is(string.Concat(Enumerable.Repeat("([{<*", 200_000))));
        Assert.False(NoSpeechText.Is(new string('(', 1 << 20) + "word"));
        Assert.False(NoSpeechText.Is(string.Concat(Enumerable.Repeat(" thanks", 200_000))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("Thank you.")]
    [InlineData("you")]
    [InlineData("Buy milk (two litres).")]
    [InlineData("(so far) and no further")]
    [InlineData("[draft] a letter")]
    [InlineData("3 * 4 * 5")]
    [InlineData("a < b")]
    [InlineData("She said thanks for watching the dog")]
    [InlineData("Dziękuję")]
    public void What_people_say_is_speech(string text) => Assert.False(NoSpeechText.Is(text));
}
