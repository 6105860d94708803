using Swictation.Daemon.Speech.Packages.Whisper;

namespace Swictation.Daemon.Tests.Speech.Packages;

public sealed class WhisperTextTests
{
    [Theory]
    [InlineData("He was not ill.", " He was not ill.")]
    [InlineData("He was. Not ill", " He was.", " Not ill ")]
    [InlineData("He was", " [BLANK_AUDIO]", " He was", " (wind blowing)", " *coughs*", " ♪♪")]
    [InlineData("He was [sic] ill", " He was [sic] ill")]
    [InlineData("(one) two (three)", " (one) two (three)")]
    [InlineData("[", " [")]
    [InlineData("")]
    [InlineData("", " [ Silence ]")]
    [InlineData("", " ...", " ")]
    public void Words_are_kept_and_remarks_left_out(string text, params string[] parts)
    {
        Assert.Equal(text, WhisperText.Join(parts));
    }
}
