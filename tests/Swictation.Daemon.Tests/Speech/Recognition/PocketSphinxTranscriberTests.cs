using Swictation.Daemon.Tests.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Domain.Language;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Recognition;

[Trait("Category", "Package")]
public sealed class PocketSphinxTranscriberTests(PocketSphinxFixture pocketSphinx) : IClassFixture<PocketSphinxFixture>
{
    private static readonly LibriVoxSentence Sentence = LibriVox.Sentences[^1];

    [Fact]
    public async Task Speech_becomes_text_of_plain_words()
    {
        var result = await RecogniseAsync(Sentence.ReadSamples());

        var text = Assert.IsType<TranscriptionResult.Text>(result).Value;
        Assert.Matches("^[a-z']+( [a-z']+)*$", text);
    }

    [Fact]
    public async Task It_says_how_sure_it_is_of_each_word()
    {
        var result = await RecogniseAsync(Sentence.ReadSamples());

        var text = Assert.IsType<TranscriptionResult.Text>(result);
        Assert.Equal(WordCounter.Plain.Count(text.Value), text.Confidence!.Words.Length);
        Assert.All(text.Confidence.Words, word => Assert.InRange(word, 0, 1));
        Assert.InRange(text.Confidence.Overall, 0.2, 1);
        Assert.True(text.Confidence.Words.Distinct().Count() > 2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    [InlineData(2)]
    public async Task Silence_of_any_length_is_silence(double seconds)
    {
        var result = await RecogniseAsync(Sounds.Silence(seconds));

        Assert.IsType<TranscriptionResult.Silence>(result);
    }

    [Fact]
    public async Task After_a_cancellation_it_recognises_the_next_segment()
    {
        using var cancellation = new CancellationTokenSource();
        var minutes = Enumerable.Repeat(Sentence.ReadSamples(), 40).SelectMany(samples => samples).ToArray();

        var cancelled = RecogniseAsync(minutes, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        var result = await RecogniseAsync(Sentence.ReadSamples());

        Assert.IsType<TranscriptionResult.Text>(result);
    }

    [Fact]
    public async Task Calls_at_the_same_time_are_served_one_after_the_other()
    {
        var calls = Enumerable.Range(0, 2).Select(_ => RecogniseAsync(Sentence.ReadSamples()));

        var results = await Task.WhenAll(calls);

        Assert.All(results, result => Assert.IsType<TranscriptionResult.Text>(result));
    }

    private Task<TranscriptionResult> RecogniseAsync(short[] samples, CancellationToken cancellationToken = default) =>
        pocketSphinx.Transcriber.TranscribeAsync(new SpeechSegment(samples, 0, samples.Length, 0), cancellationToken);
}
