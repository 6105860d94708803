using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Tests.Speech.Models;
using Swictation.Daemon.Tests.Speech.Packages;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Tests.Speech.Recognition;

/// <summary>What <c>auto</c> and names of models come to.</summary>
[Trait("Category", "Package")]
public sealed class TranscriberChoiceTests : IDisposable
{
    private readonly ModelBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Without_a_model_auto_is_PocketSphinx_with_a_line_that_says_how_to_get_better()
    {
        var choice = Choose("auto");

        Assert.Equal("pocketsphinx", choice.Transcriber.Write());
        Assert.Contains("models get base.en", choice.Advice!, StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_takes_the_most_accurate_model_that_is_installed()
    {
        Install("tiny.en");
        Install("small");
        Install("base.en");
        Install("large-v3-turbo", cutTo: 500_000);

        var choice = Choose("auto");

        Assert.StartsWith($"whisper:{_bench.Models.FileOf("small")}?", choice.Transcriber.Write(), StringComparison.Ordinal);
        Assert.Null(choice.Advice);
    }

    [Fact]
    public void A_model_of_English_alone_is_taken_before_the_one_of_its_size_for_all_languages()
    {
        Install("base");
        Install("base.en");

        Assert.Contains("ggml-base.en.bin", Choose("auto").Transcriber.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_detector_and_a_file_that_is_no_model_recognise_nothing()
    {
        _bench.Models.Make();
        File.WriteAllBytes(_bench.Models.FileOf("silero-v6.2.0"), _bench.Content);
        File.WriteAllBytes(_bench.Models.FileOf("large-v3"), "<html>"u8.ToArray());

        Assert.Equal("pocketsphinx", Choose("auto").Transcriber.Write());
    }

    [Fact]
    public void Without_a_home_auto_is_PocketSphinx() =>
        Assert.Equal("pocketsphinx", TranscriberChoice.Of(new TranscriberSpec.Auto(), null, null).Transcriber.Write());

    [Theory]
    [InlineData("whisper:own?language=de")]
    [InlineData("whisper:ggml-own.bin?language=de")]
    public void A_name_stands_for_an_installed_model(string spec)
    {
        Install("own");

        Assert.Equal($"whisper:{_bench.Models.FileOf("own")}?language=de", Choose(spec).Transcriber.Write());
    }

    [Fact]
    public void A_path_stays_a_path() =>
        Assert.Equal("whisper:/opt/m.bin?language=en", Choose("whisper:/opt/m.bin").Transcriber.Write());

    [Theory]
    [InlineData("whisper:small.en", "models get small.en")]
    [InlineData("whisper:smell.en", "models list")]
    public void A_model_that_is_not_here_is_named_with_what_to_do(string spec, string remedy)
    {
        var error = Assert.Throws<TranscriberException>(() => Choose(spec));

        Assert.Contains(remedy, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_build_of_the_library_is_for_every_model_and_only_for_Whisper()
    {
        Install("own");

        Assert.Contains("&library=%2Fopt%2Fgpu", Choose("whisper:own", "/opt/gpu").Transcriber.Write(), StringComparison.Ordinal);
        Assert.Equal("command:cat", Choose("command:cat", "/opt/gpu").Transcriber.Write());
    }

    [Fact]
    public void Auto_is_PocketSphinx_where_the_library_is_missing()
    {
        Install("base.en");

        var choice = Choose("auto", "/nowhere");

        Assert.Equal("pocketsphinx", choice.Transcriber.Write());
        Assert.Contains("/nowhere/libggml-base-whisper.so", choice.Advice!, StringComparison.Ordinal);
    }

    private TranscriberChoice Choose(string spec, string? library = null) =>
        TranscriberChoice.Of(TranscriberSpec.Parse(spec)!, library, _bench.Models);

    private void Install(string name, int? cutTo = null)
    {
        _bench.Models.Make();
        var file = _bench.Models.FileOf(name);
        WhisperTestModel.Write(file, " He");
        if (cutTo is not { } length) return;
        using var opened = File.OpenWrite(file);
        opened.SetLength(length);
    }
}
