using Swictation.Daemon.Speech.Packages.Whisper;

namespace Swictation.Daemon.Tests.Speech.Packages;

public sealed class WhisperConfidenceTests
{
    [Fact]
    public void Word_is_as_sure_as_its_least_sure_token()
    {
        (string, double)[] tokens =
        [
            ("[_BEG_]", 0.1), (" Swi", 0.9), ("ct", 0.5), ("ation", 0.8), (",", 0.7), (" he", 1), (" said", 0.6),
            ("[_TT_50]", 0),
        ];

        var confidence = WhisperConfidence.Of("Swictation, he said", tokens);

        Assert.Equal([0.5, 1, 0.6], confidence!.Words.ToArray());
        Assert.Equal(0.7, confidence.Overall);
    }

    [Fact]
    public void Where_tokens_are_no_words_there_is_only_the_mean()
    {
        var confidence = WhisperConfidence.Of("one two", [("one two", 0.5)])!;

        Assert.Empty(confidence.Words);
        Assert.Equal(0.5, confidence.Overall);
    }

    [Fact]
    public void Nothing_is_not_sure_of_anything() => Assert.Null(WhisperConfidence.Of("", [("[_BEG_]", 1)]));
}
