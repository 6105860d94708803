using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;
using Whisper.net;

namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>
/// Recognises speech with Whisper. The model stays loaded between segments. Segments of any length: Whisper takes half
/// a minute at a time.
/// </summary>
internal sealed class WhisperTranscriber : ITranscriber
{
    // Of less than 100 ms Whisper makes nothing, of less than a second little that is right: silence is put behind it.
    private static readonly int ShortestSamples = AudioFormat.SamplesPerSecond;

    private readonly WhisperSpec _model;
    private readonly WhisperFactory _factory;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private WhisperProcessor _processor;

    private WhisperTranscriber(WhisperSpec model, WhisperFactory factory)
    {
        _model = model;
        _factory = factory;
        _processor = CreateProcessor();
    }

    /// <summary>
    /// Loads the model and has it recognise a second of silence, so that the first segment takes no longer than others
    /// and an option that the model cannot be used with is noticed now.
    /// </summary>
    /// <exception cref="TranscriberException">The library or the model is missing or broken.</exception>
    public static WhisperTranscriber Load(WhisperSpec model)
    {
        WhisperModelFile.ThrowIfUnusable(model.Path);
        WhisperLibrary.Load(model.Library);
        WhisperFactory? factory = null;
        try
        {
            ThrowIfNoLanguage(model.Language);
            WhisperModelFile.ThrowIfOfOtherLanguage(model.Path, model.Language);
            factory = WhisperFactory.FromPath(model.Path, new() { UseGpu = model.Library is not null });
            var transcriber = new WhisperTranscriber(model, factory);
            transcriber._processor.Process(new float[ShortestSamples]);
            return transcriber;
        }
        catch (WhisperModelLoadException)
        {
            factory?.Dispose();
            throw new TranscriberException(model.Path, "cannot be loaded by Whisper; get the model again");
        }
        catch (WhisperProcessingException e)
        {
            factory?.Dispose();
            throw new TranscriberException(model.Path, $"cannot recognise anything ({e.Message}); give another model");
        }
    }

    public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RecogniseAsync(Samples(segment.Samples.Span), cancellationToken).ConfigureAwait(false);
        }
        catch (WhisperProcessingException e)
        {
            return new TranscriptionResult.Failed($"Whisper cannot process this segment: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            // It goes on until it notices, and gives its words to the next caller: wait for its end, take a new one.
            await _processor.DisposeAsync().ConfigureAwait(false);
            _processor = CreateProcessor();
            throw;
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
        await _processor.DisposeAsync().ConfigureAwait(false);
        _factory.Dispose();
        _oneAtATime.Dispose();
    }

    // Whisper takes one that it does not know without a word. Its list leaves out the last one.
    private static void ThrowIfNoLanguage(string language)
    {
        if (language is WhisperSpec.AnyLanguage or "yue") return;
        if (WhisperFactory.GetSupportedLanguages().Contains(language)) return;
        throw new TranscriberException(
            $"language={language}", "is no language that Whisper knows; give its short form, or auto");
    }

    private static float[] Samples(ReadOnlySpan<short> samples)
    {
        var converted = new float[Math.Max(samples.Length, ShortestSamples)];
        AudioFormat.ToFloats(samples, converted);
        return converted;
    }

    private async Task<TranscriptionResult> RecogniseAsync(float[] samples, CancellationToken cancellationToken)
    {
        var parts = new List<SegmentData>();
        await foreach (var part in _processor.ProcessAsync(samples, cancellationToken).ConfigureAwait(false))
        {
            if (!WhisperText.IsRemark(part.Text)) parts.Add(part);
        }

        var text = WhisperText.Join(parts.Select(part => part.Text));
        if (text.Length == 0) return new TranscriptionResult.Silence();
        var tokens = parts.SelectMany(part => part.Tokens)
            .Select(token => (token.Text ?? "", (double)token.Probability));
        return new TranscriptionResult.Text(text, WhisperConfidence.Of(text, tokens));
    }

    private WhisperProcessor CreateProcessor()
    {
        var builder = _factory.CreateBuilder().WithLanguage(_model.Language).WithProbabilities();
        if (_model.Threads is { } threads) builder.WithThreads(threads);
        if (_model.Prompt is { } prompt) builder.WithPrompt(prompt).WithCarryInitialPrompt();
        return builder.Build();
    }
}
