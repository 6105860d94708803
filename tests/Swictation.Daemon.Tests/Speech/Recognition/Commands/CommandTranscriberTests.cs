using Swictation.Daemon.Speech.Recognition.Commands;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition.Commands;

[Trait("Category", "Processes")]
public sealed class CommandTranscriberTests : IDisposable
{
    private static readonly short[] Samples = [1, -2, 300, short.MinValue];

    private readonly TemporaryDirectory _directory = new();
    private readonly ScratchDirectory _scratch = new();

    public void Dispose()
    {
        _scratch.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_the_program_prints_is_the_text()
    {
        Assert.Equal(new TranscriptionResult.Text("he was not ill"), await RunAsync(@"printf '  he was\r\nnot ill\n'"));
        Assert.IsType<TranscriptionResult.Silence>(await RunAsync("echo ' '"));
        Assert.Equal(new TranscriptionResult.Text("a\ufffdb"), await RunAsync(@"printf 'a\xffb'"));
    }

    [Theory]
    [InlineData("cp /dev/stdin \"$1\"", "-")]
    [InlineData("cp \"$2\" \"$1\"", "{}")]
    [InlineData("cp \"${2#--file=}\" \"$1\"", "--file={}")]
    public async Task The_segment_comes_as_a_WAV_file_by_name_or_on_standard_input(string script, string argument)
    {
        var copy = _directory.File("copy.wav");

        await RunAsync($"{script}; echo done", copy, argument);

        Assert.Equal(Samples, WavFile.ReadSamples(copy));
    }

    [Fact]
    public async Task The_file_has_a_name_that_ends_in_wav_is_its_owners_alone_and_is_gone_afterwards()
    {
        var result = await RunAsync("echo \"$1\"; stat -c %a \"$1\" \"${1%/*}\"", "{}");

        var words = Assert.IsType<TranscriptionResult.Text>(result).Value.Split(' ');
        Assert.EndsWith(".wav", words[0], StringComparison.Ordinal);
        Assert.Equal("700", words[2]);
        Assert.False(File.Exists(words[0]));
        _scratch.Dispose();
        Assert.False(Directory.Exists(Path.GetDirectoryName(words[0])));
    }

    [Fact]
    public async Task Arguments_reach_the_program_as_they_are()
    {
        var result = await RunAsync("printf '<%s>' \"$@\"", "$HOME", "a b", "*", ";");

        Assert.Equal(new TranscriptionResult.Text("<$HOME><a b><*><;>"), result);
    }

    [Theory]
    [InlineData("echo words; exit 3", "ended with exit code 3")]
    [InlineData("kill -SEGV $$", "ended with exit code 139")]
    [InlineData("yes", "printed more than")]
    public async Task Program_that_fails_fails_its_segment(string script, string reason)
    {
        var failed = Assert.IsType<TranscriptionResult.Failed>(await RunAsync(script));

        Assert.StartsWith("/", failed.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_that_does_not_read_its_input_may_answer_all_the_same()
    {
        var samples = new short[100_000];

        Assert.Equal(new TranscriptionResult.Text("words"), await RunAsync("exec <&-; echo words", [], samples));
    }

    [Theory]
    [InlineData("no-such-program")]
    [InlineData("/no/such/program")]
    [InlineData("/etc/passwd")]
    [InlineData("/etc")]
    public void Program_that_there_is_not_is_named(string program)
    {
        var error = Assert.Throws<TranscriberException>(() => CommandTranscriber.Open([program, "{}"], _scratch));

        Assert.StartsWith($"{program}: is no program that can be run; ", error.Message, StringComparison.Ordinal);
    }

    private Task<TranscriptionResult> RunAsync(string script, params string[] arguments) =>
        RunAsync(script, arguments, Samples);

    private async Task<TranscriptionResult> RunAsync(string script, string[] arguments, short[] samples)
    {
        string[] words = ["bash", "-c", script, "recognise", .. arguments];
        await using var transcriber = CommandTranscriber.Open(words, _scratch);
        return await transcriber.TranscribeAsync(new(samples, 0, samples.Length, 0), CancellationToken.None);
    }
}
