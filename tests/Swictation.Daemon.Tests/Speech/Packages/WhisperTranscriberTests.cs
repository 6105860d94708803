using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Speech.Packages.Whisper;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Daemon.Speech.Recognition.Workers;
using Swictation.Daemon.Tests.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Packages;

/// <summary>Whisper's own library with a model that always says the same, see <see cref="WhisperTestModel"/>.</summary>
[Trait("Category", "Package")]
public sealed class WhisperTranscriberTests : IDisposable
{
    private const string Spoken = "He was young";

    private static readonly string[] Words = [" He", " was", " young"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.05)]
    [InlineData(1.0)]
    [InlineData(20.0)]
    public async Task A_segment_however_short_becomes_text(double seconds)
    {
        await using var whisper = Load();

        Assert.Equal(Spoken, TextOf(await RecogniseAsync(whisper, seconds)));
    }

    [Fact]
    public async Task A_segment_longer_than_Whispers_half_minute_is_recognised_to_its_end()
    {
        await using var whisper = Load();

        var result = await RecogniseAsync(whisper, seconds: 75);

        Assert.Equal($"{Spoken} {Spoken} {Spoken}", TextOf(result));
    }

    [Fact]
    public async Task It_says_how_sure_it_is_of_each_word()
    {
        await using var whisper = Load();

        var result = await RecogniseAsync(whisper, seconds: 1);

        var confidence = Assert.IsType<TranscriptionResult.Text>(result).Confidence!;
        Assert.Equal(3, confidence.Words.Length);
        Assert.All(confidence.Words, word => Assert.InRange(word, 0.9, 0.999));
        Assert.InRange(confidence.Overall, 0.9, 0.999);
    }

    [Fact]
    public async Task What_is_no_word_is_silence()
    {
        await using var whisper = Load("?threads=1", " [BLANK_AUDIO]");

        Assert.IsType<TranscriptionResult.Silence>(await RecogniseAsync(whisper, seconds: 1));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("yue")]
    [InlineData("auto")]
    public async Task A_model_for_all_languages_takes_each_and_finds_one_out(string language)
    {
        var path = _directory.File("languages.bin");
        WhisperTestModel.WriteMultilingual(path, Words);
        await using var whisper = WhisperTranscriber.Load(new(path) { Language = language, Threads = 1 });

        Assert.Equal(Spoken, TextOf(await RecogniseAsync(whisper, seconds: 1)));
        Assert.Equal(Spoken, TextOf(await RecogniseAsync(whisper, seconds: 2)));
    }

    [Theory]
    [InlineData("de")]
    [InlineData("yue")]
    public void A_model_of_English_alone_takes_no_other_language(string language)
    {
        var error = Assert.Throws<TranscriberException>(() => Load($"?language={language}"));

        Assert.Contains("knows English alone", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Threads_and_prompt_are_taken()
    {
        await using var whisper = Load("?language=auto&threads=2&prompt=was%20He");

        Assert.Equal(Spoken, TextOf(await RecogniseAsync(whisper, seconds: 1)));
    }

    [Fact]
    public async Task After_a_cancellation_it_recognises_the_next_segment()
    {
        await using var whisper = Load();
        using var cancellation = new CancellationTokenSource();

        var cancelled = RecogniseAsync(whisper, seconds: 60, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        Assert.Equal(Spoken, TextOf(await RecogniseAsync(whisper, seconds: 1)));
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_served_one_after_the_other()
    {
        await using var whisper = Load();

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RecogniseAsync(whisper, seconds: 1)));

        Assert.All(results, result => Assert.Equal(Spoken, TextOf(result)));
    }

    [Fact]
    public void Missing_model_is_named()
    {
        var path = _directory.File("none.bin");

        var error = Assert.Throws<TranscriberException>(() => WhisperTranscriber.Load(new(path)));

        Assert.Equal(path, error.Thing);
        Assert.Contains("does not exist", error.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "no model in Whisper's ggml form")]
    [InlineData(3, "no model in Whisper's ggml form")]
    [InlineData(4, "is cut off")]
    [InlineData(60_000, "is cut off")]
    [InlineData(400_000, "is cut off")]
    [InlineData(3_000_000, "cannot be loaded")]
    public void Model_that_is_cut_off_is_named(int length, string reason)
    {
        var path = WriteModel(" He");
        using (var file = File.OpenWrite(path)) file.SetLength(length);

        var error = Assert.Throws<TranscriberException>(() => WhisperTranscriber.Load(new(path)));

        Assert.Equal(path, error.Thing);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Language_that_Whisper_does_not_know_is_named()
    {
        var error = Assert.Throws<TranscriberException>(() => Load("?language=xx"));

        Assert.Equal("language=xx", error.Thing);
    }

    [Fact]
    public async Task In_its_process_it_recognises_as_it_does_here()
    {
        var spec = TranscriberSpec.Parse($"whisper:{WriteModel(Words)}?threads=1")!;
        await using var worker = await StartAsync(spec);

        await using var here = WhisperTranscriber.Load(new(_directory.File("model.bin")) { Threads = 1 });

        Assert.Equal(await RecogniseAsync(here, seconds: 1), await RecogniseAsync(worker, seconds: 1));
    }

    // Whisper ends its process over a model without a token for the blank.
    [Fact]
    public async Task Model_that_ends_the_process_is_named()
    {
        var path = WriteModel(" He");
        using (var file = File.OpenWrite(path))
        {
            file.Position = WhisperTestModel.BlankPosition;
            file.Write("x"u8);
        }

        var starting = StartAsync(TranscriberSpec.Parse($"whisper:{path}")!);
        var error = await Assert.ThrowsAsync<TranscriberException>(() => starting);

        Assert.Equal(path, error.Thing);
        Assert.Contains("give a ggml model that is whole", error.Reason, StringComparison.Ordinal);
    }

    private static Task<WorkerTranscriber> StartAsync(TranscriberSpec spec) => WorkerTranscriber.StartAsync(
        spec.Host(allowsRemote: false), new WorkerLimits(), TimeProvider.System, NullLogger.Instance);

    private static string TextOf(TranscriptionResult result) =>
        Assert.IsType<TranscriptionResult.Text>(result).Value;

    private static Task<TranscriptionResult> RecogniseAsync(
        ITranscriber whisper, double seconds, CancellationToken cancellationToken = default)
    {
        var samples = Sounds.Voice(seconds);
        return whisper.TranscribeAsync(new SpeechSegment(samples, 0, samples.Length, 0), cancellationToken);
    }

    private WhisperTranscriber Load(string options = "?threads=1", params string[] words) =>
        WhisperTranscriber.Load(WhisperSpec.Parse(WriteModel(words.Length > 0 ? words : Words) + options)!);

    private string WriteModel(params string[] words)
    {
        var path = _directory.File("model.bin");
        WhisperTestModel.Write(path, words);
        return path;
    }
}
