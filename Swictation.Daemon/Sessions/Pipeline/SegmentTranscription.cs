using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>
/// Has one segment recognised and its outcome recorded: a text, nothing, or a failure. Its audio is released then, or
/// kept apart to be tried again.
/// </summary>
internal sealed class SegmentTranscription(
    ITranscriber transcriber,
    IAudioStore store,
    FailedSegments failed,
    SessionRecorder recorder,
    IEventLogReader log,
    RecordingRetry retry,
    TimeProvider time,
    ILogger logger)
{
    // A recogniser's message about a failure may hold the words that it has heard.
    private const string Withheld = "the recogniser failed on speech off the record; the reason is withheld";

    /// <summary>
    /// True if its session was cancelled: its audio is released. A session ends when all its speech has come
    /// through, unless it is cancelled. Speech that is not live may belong to a session that has ended long ago.
    /// </summary>
    public bool TryLetGo(SpokenSegment speech)
    {
        if (speech.IsLive)
        {
            if (recorder.State.Session == speech.Session) return false;

            // The end of its take comes through too, and has the rest of the audio go.
            speech.Audio.Settle(isKept: true, isStored: true);
            return true;
        }

        if (!CancelledSessions.Contains(log, speech.Session)) return false;

        speech.Audio.Discard();
        return true;
    }

    public async Task<RecognisedSpeech> RecogniseAsync(SpokenSegment speech, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var result = await transcriber.TranscribeAsync(speech.Segment, cancellationToken).ConfigureAwait(false);
        return new(speech, result, TimesOf(speech, startedAt));
    }

    /// <summary>Records the outcome, and has the audio released or kept.</summary>
    /// <param name="stopping">Cancelled when the log is tried only once more.</param>
    /// <exception cref="EventLogWriteException">The log did not take it before the end.</exception>
    public async Task RecordAsync(RecognisedSpeech recognised, CancellationToken stopping)
    {
        var speech = recognised.Speech;
        var isKept = true;
        switch (recognised.Result)
        {
            case TranscriptionResult.Text text:
                await retry.RecordAsync(() => Record(speech, text, recognised.Times), stopping).ConfigureAwait(false);
                break;
            case TranscriptionResult.Failed failure when !speech.IsLive || recorder.State.Session == speech.Session:
                isKept = await RecordFailureAsync(speech, failure.Reason, stopping).ConfigureAwait(false);
                break;
            default:
                TranscriptionLog.NothingRecognised(
                    logger, speech.Session, speech.Start.TotalSeconds, speech.Spoken.TotalSeconds);
                if (speech.Origin != SpeechOrigin.Failed) break;
                await retry.RecordAsync(
                    () => recorder.RecordLateSilence(speech.Session, speech.Start, speech.Spoken), stopping)
                    .ConfigureAwait(false);
                break;
        }

        speech.Audio.Settle(isKept, isStored: recorder.Outage is null);
    }

    private void Record(SpokenSegment speech, TranscriptionResult.Text text, SegmentTimes times)
    {
        if (speech.IsLive)
        {
            var segment = speech.Segment;
            recorder.TryRecord(
                speech.Session, [new(text.Value, segment.EndedAt, times, segment.IsOffTheRecord, text.Confidence)]);
        }
        else
        {
            recorder.RecordLate(speech.Session, new(text.Value, speech.SpokenAt, times, text.Confidence));
        }
    }

    private SegmentTimes TimesOf(SpokenSegment speech, long startedAt)
    {
        var recognition = time.GetElapsedTime(startedAt);
        if (speech.IsLive)
        {
            var endedAt = speech.Segment.EndedAt;
            return new(
                speech.Start,
                speech.Spoken,
                time.GetElapsedTime(endedAt, startedAt),
                recognition,
                time.GetElapsedTime(endedAt, speech.CutAt));
        }

        var waited = time.GetUtcNow() - recognition - speech.SpokenAt;
        return new(speech.Start, speech.Spoken, waited > TimeSpan.Zero ? waited : TimeSpan.Zero, recognition);
    }

    // False: its audio is nowhere but where it was.
    private async Task<bool> RecordFailureAsync(SpokenSegment speech, string said, CancellationToken stopping)
    {
        var reason = speech.Segment.IsOffTheRecord ? Withheld : said;
        if (speech.Origin == SpeechOrigin.Failed)
        {
            await retry.RecordAsync(
                () => recorder.RecordLateFailure(speech.Session, new(speech.Start, speech.Spoken, reason)), stopping)
                .ConfigureAwait(false);
            return false;
        }

        if (speech.IsLive)
        {
            TranscriptionLog.RecognitionFailed(
                logger, speech.Session, speech.Start.TotalSeconds, speech.Spoken.TotalSeconds, reason);
        }

        var kept = Keep(speech);
        var failure = new SpeechFailure(speech.Start, speech.Spoken, reason, kept?.Name);
        await retry.RecordAsync(
            () =>
            {
                if (speech.IsLive)
                    recorder.RecordFailure(speech.Session, failure);
                else
                    recorder.RecordLateFailure(speech.Session, failure with { SpokenAt = speech.SpokenAt });
            },
            stopping).ConfigureAwait(false);
        if (kept is not null) failed.TryAgain(kept);
        return kept is not null;
    }

    private StoredAudio? Keep(SpokenSegment speech)
    {
        var segment = speech.Segment;
        if (segment.IsOffTheRecord) return null;

        var spokenAt = speech.IsLive ? time.GetUtcNow() - time.GetElapsedTime(segment.EndedAt) : speech.SpokenAt;
        try
        {
            return store.KeepFailed(speech.Session, speech.Position, spokenAt, segment);
        }
        catch (AudioStoreException e)
        {
            TranscriptionLog.NotKept(logger, speech.Session, e.Message);
            return null;
        }
    }
}
