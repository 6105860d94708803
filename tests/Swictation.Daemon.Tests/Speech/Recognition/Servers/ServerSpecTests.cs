using Swictation.Daemon.Speech.Recognition.Servers;

namespace Swictation.Daemon.Tests.Speech.Recognition.Servers;

public sealed class ServerSpecTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/audio/transcriptions")]
    [InlineData("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v1/audio/transcriptions")]
    [InlineData("http://localhost/inference", "http://localhost/inference")]
    [InlineData("https://speech.example/v1/audio/transcriptions", "https://speech.example/v1/audio/transcriptions")]
    public void A_machine_alone_has_the_standard_path(string text, string url) =>
        Assert.Equal(url, ServerSpec.Parse(text)!.Url.AbsoluteUri);

    [Fact]
    public void Options_stand_behind_a_question_mark()
    {
        var spec = ServerSpec.Parse("http://[::1]:8080?model=a%26b&language=de&prompt=Grüße,%20alle&key_file=/k/a%20b")!;

        Assert.Equal(("a&b", "de", "Grüße, alle", "/k/a b"), (spec.Model, spec.Language, spec.Prompt, spec.KeyFile));
        Assert.Equal(spec, ServerSpec.Parse(spec.Write()));
        Assert.Equal("http://[::1]:8080", spec.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("file:///tmp/a")]
    [InlineData("http://user:secret@127.0.0.1")]
    [InlineData("http://127.0.0.1#here")]
    [InlineData("http://127.0.0.1?")]
    [InlineData("http://127.0.0.1?speed=2")]
    [InlineData("http://127.0.0.1?language=DE")]
    [InlineData("http://127.0.0.1?model=")]
    public void What_has_no_meaning_is_no_server(string text) => Assert.Null(ServerSpec.Parse(text));
}
