using Swictation.Daemon.Speech.Packages.Whisper;

namespace Swictation.Daemon.Tests.Speech.Packages;

public sealed class WhisperSpecTests
{
    [Theory]
    [InlineData("ggml.bin", "ggml.bin")]
    [InlineData("/a:b/ggml.bin", "/a:b/ggml.bin")]
    [InlineData("/what?/ggml.bin", "/what?/ggml.bin")]
    [InlineData("a?b?language=en", "a?b")]
    public void Model_is_a_path(string spec, string path)
    {
        Assert.Equal(new WhisperSpec(path), WhisperSpec.Parse(spec));
    }

    [Fact]
    public void Options_stand_behind_a_question_mark()
    {
        var spec = WhisperSpec.Parse("m.bin?language=de&threads=4&prompt=Swictation%2C%20SQLite%20%26%20co");

        var expected = new WhisperSpec("m.bin") { Language = "de", Threads = 4, Prompt = "Swictation, SQLite & co" };
        Assert.Equal(expected, spec);
    }

    [Theory]
    [InlineData("m.bin")]
    [InlineData("m.bin?language=auto&threads=12&prompt=a%3Db%26c")]
    [InlineData("m.bin?language=en&library=%2Fopt%2Fgpu%20build")]
    public void What_is_written_is_read_as_the_same(string text)
    {
        var spec = WhisperSpec.Parse(text)!;

        Assert.Equal(spec, WhisperSpec.Parse(spec.Write()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?language=en")]
    [InlineData("m.bin?language=")]
    [InlineData("m.bin?language=EN")]
    [InlineData("m.bin?threads=0")]
    [InlineData("m.bin?threads=-1")]
    [InlineData("m.bin?threads=257")]
    [InlineData("m.bin?prompt=")]
    [InlineData("m.bin?speed=2")]
    [InlineData("m.bin?language=en&")]
    public void What_has_no_meaning_is_no_model(string text)
    {
        Assert.Null(WhisperSpec.Parse(text));
    }
}
