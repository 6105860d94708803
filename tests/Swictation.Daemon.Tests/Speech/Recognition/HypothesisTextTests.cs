using Swictation.Daemon.Speech.Recognition;

namespace Swictation.Daemon.Tests.Speech.Recognition;

public sealed class HypothesisTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    [InlineData("<s> <sil> </s>", "")]
    [InlineData("<s> a(2) word <sil> [NOISE] ++COUGH++ more </s>", "a word more")]
    [InlineData(" he was not ill ", "he was not ill")]
    public void Only_words_are_left(string? hypothesis, string text) => Assert.Equal(text, HypothesisText.Clean(hypothesis));
}
