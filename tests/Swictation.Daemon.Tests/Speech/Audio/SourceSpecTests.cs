using Swictation.Daemon.Speech.Audio;

namespace Swictation.Daemon.Tests.Speech.Audio;

public sealed class SourceSpecTests
{
    [Theory]
    [InlineData("alsa", "default")]
    [InlineData("alsa:", "default")]
    [InlineData("alsa:hw:1,0", "hw:1,0")]
    public void Microphone_has_a_device(string spec, string device)
    {
        Assert.Equal(new SourceSpec.Alsa(device), SourceSpec.Parse(spec));
    }

    [Fact]
    public void NAudio_has_a_device_or_a_file()
    {
        Assert.Equal(new SourceSpec.NAudioFile(new("a.wav", Pace.Max)), SourceSpec.Parse("naudio-file:a.wav?pace=max"));
    }

    [Theory]
    [InlineData("text:-", null)]
    [InlineData("text:/run/fifo", "/run/fifo")]
    [InlineData("text:a:b", "a:b")]
    public void Text_comes_from_standard_input_or_a_path(string spec, string? path)
    {
        Assert.Equal(new SourceSpec.Text(path), SourceSpec.Parse(spec));
    }

    [Theory]
    [InlineData("file:a.wav", "a.wav", false)]
    [InlineData("file:a.wav?pace=max", "a.wav", true)]
    [InlineData("file:a?b.wav", "a?b.wav", false)]
    [InlineData("file:a:b.wav", "a:b.wav", false)]
    [InlineData("file:a.wav?pace=spoken", "a.wav", false)]
    [InlineData("file:a?x=y.wav?pace=spoken", "a?x=y.wav", false)]
    [InlineData("file:/a?x=y/b.wav", "/a?x=y/b.wav", false)]
    public void File_has_a_path_and_a_pace(string spec, string path, bool isMax)
    {
        var file = new FileSourceSpec(path, isMax ? Pace.Max : Pace.AsSpoken);

        Assert.Equal(new SourceSpec.AudioFile(file), SourceSpec.Parse(spec));
    }

    [Theory]
    [InlineData("file:a.wav?channel=3", "a.wav", false)]
    [InlineData("file:-?pace=max&channel=3", "-", true)]
    [InlineData("file:/dev/stdin?channel=3&pace=max", "/dev/stdin", true)]
    public void File_has_a_channel(string spec, string path, bool isMax)
    {
        var file = new FileSourceSpec(path, isMax ? Pace.Max : Pace.AsSpoken, Channel: 3);

        Assert.Equal(new SourceSpec.AudioFile(file), SourceSpec.Parse(spec));
    }

    [Theory]
    [InlineData("file:a.wav?channel=0", "not ?channel=0")]
    [InlineData("file:a.wav?channel=left", "not ?channel=left")]
    [InlineData("file:a.wav?pace=fast", "not ?pace=fast")]
    [InlineData("file:a.wav?pase=max", "not ?pase=max")]
    [InlineData("naudio-file:a.wav?pace=max&pace=max", "not ?pace=max&pace=max")]
    public void Option_of_a_file_that_there_is_not_is_named_with_those_that_there_are(string spec, string said)
    {
        Assert.Null(SourceSpec.Parse(spec));
        Assert.StartsWith("?pace=max, ?pace=spoken or ?channel=N", SourceSpec.Expected(spec), StringComparison.Ordinal);
        Assert.Contains(said, SourceSpec.Expected(spec), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("file")]
    [InlineData("file:")]
    [InlineData("file:?pace=max")]
    [InlineData("text")]
    [InlineData("text:")]
    [InlineData("naudio-file")]
    [InlineData("naudio-file:")]
    [InlineData("ALSA")]
    [InlineData(" alsa")]
    [InlineData("/a.wav")]
    public void What_has_no_meaning_is_no_source(string spec)
    {
        Assert.Null(SourceSpec.Parse(spec));
    }
}
