using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>Transcribes segments late and has the recorder say what came of it.</summary>
internal sealed class LateTranscriber(RecogniserTurns recogniser, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Transcribes a segment; text is in the log when it returns. What failed is not: that is for the caller to say.
    /// </summary>
    public async Task<TranscriptionResult> TranscribeAsync(
        LateSegment late, SessionRecorder recorder, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var result = await recogniser.TranscribeLateAsync(late.Audio, cancellationToken).ConfigureAwait(false);
        if (result is not TranscriptionResult.Text text) return result;

        var recognition = time.GetElapsedTime(startedAt);
        var waited = time.GetUtcNow() - recognition - late.SpokenAt;
        var times = new SegmentTimes(
            late.Start, late.Spoken, waited > TimeSpan.Zero ? waited : TimeSpan.Zero, recognition);
        await RecordAsync(
            () => recorder.RecordLate(late.Session, new(text.Value, late.SpokenAt, times, text.Confidence)),
            cancellationToken)
            .ConfigureAwait(false);
        return result;
    }

    /// <summary>Says that the recogniser has failed on a segment for the first time.</summary>
    /// <param name="kept">Its audio; null if that could not be kept.</param>
    public Task RecordFirstFailureAsync(
        LateSegment late, string reason, StoredAudio? kept, SessionRecorder recorder, CancellationToken cancellation) =>
        RecordAsync(
            () => recorder.RecordLateFailure(
                late.Session, new(late.Start, late.Spoken, reason, kept?.Name, late.SpokenAt)),
            cancellation);

    /// <summary>Says that the recogniser has failed once more on a segment whose audio is kept.</summary>
    public Task RecordFailureAsync(
        LateSegment late, string reason, SessionRecorder recorder, CancellationToken cancellation) =>
        RecordAsync(
            () => recorder.RecordLateFailure(late.Session, new(late.Start, late.Spoken, reason)), cancellation);

    /// <summary>Says that there are no words in a segment on which the recogniser had failed.</summary>
    public Task RecordSilenceAsync(LateSegment late, SessionRecorder recorder, CancellationToken cancellation) =>
        RecordAsync(() => recorder.RecordLateSilence(late.Session, late.Start, late.Spoken), cancellation);

    /// <summary>Has something recorded, as often as it takes: a log that cannot be written now can be later.</summary>
    public async Task RecordAsync(Action record, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                record();
                return;
            }
            catch (EventLogWriteException e)
            {
                RecoveryLog.NotRecorded(logger, e.Message);
                await Task.Delay(RetryInterval, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
