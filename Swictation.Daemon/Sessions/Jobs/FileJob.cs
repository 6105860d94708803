using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Jobs;

/// <summary>
/// Recognises a sound file, behind live speech, into a session of its own, which begins with its first words. What is recorded
/// when it is given up stays.
/// </summary>
/// <param name="open">Opens a file, which is read as fast as it can be.</param>
internal sealed class FileJob(
    Func<string, IAudioSource> open,
    Func<ISpeechSegmenter> newSegmenter,
    SpeechPipeline pipeline,
    SessionRecorder recorder,
    RecordingRetry retry,
    TimeProvider time,
    ILogger logger)
{
    /// <exception cref="Domain.Errors.AudioSourceException">It cannot be read.</exception>
    public async Task RunAsync(FileOrder order, Job job, CancellationToken cancellationToken)
    {
        var length = await MeasureAsync(order.Path, cancellationToken).ConfigureAwait(false);
        job.TotalS = length.TotalSeconds;
        var session = new TranscribedFile(Path.GetFileName(order.Path), time.GetLocalNow(), length, recorder);
        try
        {
            await using var source = open(order.Path);
            var segmenter = newSegmenter();
            await foreach (var frame in source.ReadAsync(notBefore: null, cancellationToken).ConfigureAwait(false))
            {
                if (segmenter.Push(frame) is { } segment) await HearAsync(segment).ConfigureAwait(false);
                job.DoneS = AudioFormat.Duration(frame.Position + frame.Samples.Length).TotalSeconds;
            }

            while (segmenter.Flush() is { } left) await HearAsync(left).ConfigureAwait(false);
        }
        finally
        {
            await retry.RecordAsync(session.End, cancellationToken).ConfigureAwait(false);
        }

        async Task HearAsync(SpeechSegment segment)
        {
            var heard = await pipeline.RecogniseAsync(
                new(SpeechOrigin.Asked, recorder.State.NextSession, segment.Position, segment, NoHeldAudio.Instance)
                {
                    SpokenAt = time.GetUtcNow(),
                    Choice = order.Choice,
                },
                cancellationToken).ConfigureAwait(false);
            var outcome = await RecordAsync(session, heard, cancellationToken).ConfigureAwait(false);
            job.Session = session.Id;
            await job.ReportAsync(new(outcome, SegmentEvents.Seconds(heard.Speech.Start)), cancellationToken).ConfigureAwait(false);
        }
    }

    // Decoded twice: its end is not known before, and a session lies where the clock has it.
    private async Task<TimeSpan> MeasureAsync(string path, CancellationToken cancellationToken)
    {
        var end = 0L;
        await using var source = open(path);
        await foreach (var frame in source.ReadAsync(notBefore: null, cancellationToken).ConfigureAwait(false))
            end = frame.Position + frame.Samples.Length;
        return AudioFormat.Duration(end);
    }

    private async Task<RecognitionOutcome> RecordAsync(
        TranscribedFile session, RecognisedSpeech heard, CancellationToken cancellationToken)
    {
        switch (heard.Result)
        {
            case TranscriptionResult.Text text:
                await retry.RecordAsync(() => session.Add(heard, text), cancellationToken).ConfigureAwait(false);
                break;
            case TranscriptionResult.Failed failure:
                var speech = heard.Speech;
                TranscriptionLog.FileFailed(logger, speech.Start.TotalSeconds, speech.Spoken.TotalSeconds, failure.Reason);
                break;
        }

        return RecognitionOutcome.Of(heard.Result);
    }
}
