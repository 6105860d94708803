using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition;

namespace Swictation.Daemon.Tests.Speech.Recognition;

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
    [InlineData("command:recognise {}", "recognise {}")]
    [InlineData("command:/opt/a:b --model 'my model'", "/opt/a:b --model 'my model'")]
    public void Command_has_a_command_line(string spec, string commandLine)
    {
        Assert.Equal(new TranscriberSpec.Command(commandLine), TranscriberSpec.Parse(spec));
    }

    [Fact]
    public void Whisper_has_a_model_and_options()
    {
        var expected = new TranscriberSpec.Whisper(new WhisperSpec("/m.bin") { Language = "de" });

        Assert.Equal(expected, TranscriberSpec.Parse("whisper:/m.bin?language=de"));
    }

    [Theory]
    [InlineData("pocketsphinx")]
    [InlineData("pocketsphinx:/models/en")]
    [InlineData("command:recognise 'a b' {}")]
    [InlineData("whisper:/m.bin?language=en")]
    [InlineData("worker:recognise --fast 'a b'")]
    [InlineData("server:http://127.0.0.1:8080/v1/audio/transcriptions?model=base&language=de")]
    public void What_is_written_is_what_was_read(string spec)
    {
        Assert.Equal(spec, TranscriberSpec.Parse(spec)!.Write());
    }

    [Theory]
    [InlineData("")]
    [InlineData("command")]
    [InlineData("command:")]
    [InlineData("command: ")]
    [InlineData("command:''")]
    [InlineData("command:recognise 'open")]
    [InlineData("worker")]
    [InlineData("worker:")]
    [InlineData("worker:'open")]
    [InlineData("server")]
    [InlineData("server:")]
    [InlineData("server:127.0.0.1")]
    [InlineData("PocketSphinx")]
    [InlineData("whisper")]
    [InlineData("whisper:")]
    [InlineData("whisper:m.bin?speed=2")]
    public void What_has_no_meaning_is_no_recogniser(string spec)
    {
        Assert.Null(TranscriberSpec.Parse(spec));
    }
}
