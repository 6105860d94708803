using Swictation.Daemon.Options;

namespace Swictation.Daemon.Tests.Options;

public sealed class TranscriberSpecTests
{
    [Theory]
    [InlineData("pocketsphinx", null)]
    [InlineData("pocketsphinx:", null)]
    [InlineData("pocketsphinx:/models/en", "/models/en")]
    [InlineData("pocketsphinx:a:b", "a:b")]
    public void Recogniser_has_a_model(string spec, string? model)
    {
        Assert.Equal(new TranscriberSpec.PocketSphinx(model), TranscriberSpec.Parse(spec));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PocketSphinx")]
    [InlineData("whisper:model.bin")]
    public void What_has_no_meaning_is_no_recogniser(string spec)
    {
        Assert.Null(TranscriberSpec.Parse(spec));
    }
}
