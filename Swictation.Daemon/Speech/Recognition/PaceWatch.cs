using System.Globalization;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// Notices a recogniser that is too slow for this machine: for a minute of its work it has taken longer than was spoken.
/// Text then comes ever later, for as long as somebody speaks.
/// </summary>
internal sealed class PaceWatch(ITranscriber inner, TimeProvider time, ILogger<PaceWatch> logger) : ITranscriber
{
    private static readonly TimeSpan Watched = TimeSpan.FromMinutes(1);

    private readonly Queue<(TimeSpan Spoken, TimeSpan Taken)> _recent = [];
    private TimeSpan _spoken;
    private TimeSpan _taken;
    private volatile Trouble? _trouble;

    public Trouble? Trouble => _trouble ?? inner.Trouble;

    public Recogniser? Recogniser => inner.Recogniser;

    public async Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
    {
        var begunAt = time.GetTimestamp();
        var result = await inner.TranscribeAsync(segment, cancellationToken).ConfigureAwait(false);
        // One that failed says nothing of the others, and has a trouble of its own.
        if (result is not TranscriptionResult.Failed)
            Note(AudioFormat.Duration(segment.Samples.Length), time.GetElapsedTime(begunAt));
        return result;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Note(TimeSpan spoken, TimeSpan taken)
    {
        _recent.Enqueue((spoken, taken));
        (_spoken, _taken) = (_spoken + spoken, _taken + taken);
        while (_recent.TryPeek(out var oldest) && _taken - oldest.Taken >= Watched)
        {
            _recent.Dequeue();
            (_spoken, _taken) = (_spoken - oldest.Spoken, _taken - oldest.Taken);
        }

        if (_taken >= Watched && _taken > _spoken)
        {
            var words = string.Create(
                CultureInfo.InvariantCulture,
                $"The recogniser takes {_taken / _spoken:0.0} s for a second of speech, and text comes ever later: take a smaller model (swictation-daemon models list)");
            if (_trouble is null) logger.TooSlow(words);
            _trouble = new(TroubleCode.RecogniserSlow, words);
        }
        else if (_trouble is not null)
        {
            _trouble = null;
            logger.FastEnough();
        }
    }
}
