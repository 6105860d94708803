using Swictation.Daemon.Speech.Recognition.Native;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// Recognises speech with PocketSphinx. The models stay loaded between segments. Recognition uses the processor for
/// about a quarter of the time that was spoken, on a thread of the pool and never on the caller's.
/// </summary>
internal sealed class PocketSphinxTranscriber : ITranscriber
{
    // Small enough that a cancellation is noticed within a tenth of a second, large enough that calls cost nothing.
    private static readonly int ChunkSamples = AudioFormat.Samples(TimeSpan.FromMilliseconds(250));

    private readonly SphinxDecoderHandle _decoder;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    private PocketSphinxTranscriber(SphinxDecoderHandle decoder) => _decoder = decoder;

    /// <summary>Loads the models, which takes about half a second and 100 MB.</summary>
    /// <param name="modelDirectory">
    /// See <see cref="PocketSphinxModel"/>; null for <see cref="PocketSphinxModel.DebianDirectory"/>.
    /// </param>
    /// <exception cref="TranscriberException">The library or a part of the model is missing or broken.</exception>
    public static PocketSphinxTranscriber Load(string? modelDirectory) =>
        new(PocketSphinxLoader.Load(modelDirectory ?? PocketSphinxModel.DebianDirectory));

    public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Recognise(segment.Samples, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Waits for a call that is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _oneAtATime.WaitAsync().ConfigureAwait(false);
        _decoder.Dispose();
        _oneAtATime.Dispose();
    }

    private TranscriptionResult Recognise(ReadOnlyMemory<short> samples, CancellationToken cancellationToken)
    {
        if (PocketSphinx.ps_start_utt(_decoder) < 0)
            return new TranscriptionResult.Failed("PocketSphinx cannot start an utterance");
        var isProcessed = false;
        try
        {
            isProcessed = Process(samples.Span, cancellationToken);
        }
        finally
        {
            // Also after a failure or a cancellation: the decoder takes the next utterance when this one has ended.
            if (PocketSphinx.ps_end_utt(_decoder) < 0) isProcessed = false;
        }

        if (!isProcessed)
            return new TranscriptionResult.Failed("PocketSphinx cannot process the audio of this segment");
        var text = HypothesisText.Clean(PocketSphinx.GetHypothesis(_decoder));
        return text.Length == 0
            ? new TranscriptionResult.Silence()
            : new TranscriptionResult.Text(text, Confidence.OfWords(WordProbabilities()));
    }

    private IEnumerable<double> WordProbabilities() =>
        SphinxSegment.Read(_decoder).Where(word => HypothesisText.IsWord(word.Token)).Select(word => word.Probability);

    private bool Process(ReadOnlySpan<short> samples, CancellationToken cancellationToken)
    {
        while (!samples.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var chunk = samples[..Math.Min(ChunkSamples, samples.Length)];
            if (PocketSphinx.ps_process_raw(_decoder, chunk, (nuint)chunk.Length, 0, 0) < 0) return false;
            samples = samples[chunk.Length..];
        }

        return true;
    }
}
