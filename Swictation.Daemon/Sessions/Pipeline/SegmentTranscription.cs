using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>
/// Has one segment recognised and its outcome recorded: a text, nothing, or a failure. One in which nobody speaks is not
/// recognised but withheld. Its audio is released then, or kept apart to be tried again.
/// </summary>
internal sealed class SegmentTranscription(
    ISpeechCheck check,
    SessionTranscribers transcribers,
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
    /// True if its session was cancelled: its audio is let go. A session ends when all its speech has come
    /// through, unless it is cancelled. Speech that is not live may belong to a session that has ended long ago.
    /// </summary>
    public bool TryLetGo(SpokenSegment speech)
    {
        if (speech.IsLive)
        {
            // The end of its take comes through too, and has its audio go.
            return recorder.State.Session != speech.Session;
        }

        if (!CancelledSessions.Contains(log, speech.Session)) return false;

        speech.Audio.Discard();
        return true;
    }

    /// <summary>True if a session was cancelled, also where that is not in the log yet, or another one has begun since.</summary>
    public bool IsCancelled(SessionId session) =>
        recorder.State.IsCancelled(session) || (recorder.State.Session != session && CancelledSessions.Contains(log, session));

    public async Task<RecognisedSpeech> RecogniseAsync(SpokenSegment speech, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        var transcriber = transcribers.Of(speech.Session, speech.Choice);
        var result = await HearAsync(speech, transcriber, cancellationToken).ConfigureAwait(false);
        return new(speech, result, TimesOf(speech, startedAt), transcriber.Recogniser);
    }

    /// <summary>Nothing is heard for the time being.</summary>
    public void Rest() => check.Rest();

    /// <summary>Records the outcome, and has the audio released or kept.</summary>
    /// <param name="stopping">Cancelled when the log is tried only once more.</param>
    /// <exception cref="EventLogWriteException">The log did not take it before the end.</exception>
    public async Task RecordAsync(RecognisedSpeech recognised, CancellationToken stopping)
    {
        var speech = recognised.Speech;
        // Cancelled meanwhile: its audio goes with its take.
        if (speech.IsLive && recorder.State.Session != speech.Session) return;

        var isKept = true;
        switch (recognised.Result)
        {
            case TranscriptionResult.Text text:
                await retry.RecordAsync(() => Record(recognised, text), stopping).ConfigureAwait(false);
                break;
            case TranscriptionResult.Failed failure:
                isKept = await RecordFailureAsync(speech, failure.Reason, stopping).ConfigureAwait(false);
                break;
            case TranscriptionResult.Withheld withheld:
                isKept = await RecordWithheldAsync(speech, withheld, stopping).ConfigureAwait(false);
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

    // What is tried again was asked for, and is heard whatever it is; a mark for no speech is no word even then.
    private async Task<TranscriptionResult> HearAsync(
        SpokenSegment speech, ITranscriber transcriber, CancellationToken cancellationToken)
    {
        var verdict = speech.IsTriedAgain ? null : check.Judge(speech.Segment);
        if (verdict is { IsSpeech: false, Score: var score })
            return new TranscriptionResult.Withheld(new(ReasonCode.NobodySpeaks), score);

        var result = await transcriber.TranscribeAsync(speech.Segment, cancellationToken).ConfigureAwait(false);
        if (result is not TranscriptionResult.Text { Value: var text } || !NoSpeechText.Is(text)) return result;
        if (speech.IsTriedAgain) return new TranscriptionResult.Silence();

        return new TranscriptionResult.Withheld(
            new(ReasonCode.NoSpeechText), verdict?.Score, speech.Segment.IsOffTheRecord ? null : text);
    }

    private void Record(RecognisedSpeech recognised, TranscriptionResult.Text text)
    {
        var (speech, _, times, recogniser) = recognised;
        if (speech.IsLive)
        {
            var segment = speech.Segment;
            recorder.TryRecord(
                speech.Session,
                [
                    new(text.Value, segment.EndedAt, times, segment.IsOffTheRecord, text.Confidence)
                    {
                        Recogniser = recogniser,
                    },
                ]);
        }
        else
        {
            var said = new LateText(text.Value, speech.SpokenAt, times, text.Confidence) { Recogniser = recogniser };
            recorder.RecordLate(speech.Session, said, isAskedFor: speech.Origin == SpeechOrigin.Asked);
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
        // Who asked for it is told, and its session was cancelled.
        if (speech.Origin == SpeechOrigin.Asked) return false;

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

        var kept = Keep(speech, store.KeepFailed);
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

    // False: its audio is nowhere but where it was.
    private async Task<bool> RecordWithheldAsync(
        SpokenSegment speech, TranscriptionResult.Withheld result, CancellationToken stopping)
    {
        TranscriptionLog.Withheld(
            logger, speech.Session, speech.Start.TotalSeconds, speech.Spoken.TotalSeconds, result.Reason.Cause);
        var kept = Keep(speech, store.KeepWithheld);
        DateTimeOffset? spokenAt = speech.IsLive ? null : speech.SpokenAt;
        var withheld = new WithheldSpeech(speech.Start, speech.Spoken, result, kept?.Name, spokenAt);
        await retry.RecordAsync(() => recorder.RecordWithheld(speech.Session, withheld), stopping).ConfigureAwait(false);
        return kept is not null;
    }

    private StoredAudio? Keep(
        SpokenSegment speech, Func<SessionId, long, DateTimeOffset, SpeechSegment, StoredAudio> keep)
    {
        var segment = speech.Segment;
        if (segment.IsOffTheRecord) return null;

        var spokenAt = speech.IsLive ? time.GetUtcNow() - time.GetElapsedTime(segment.EndedAt) : speech.SpokenAt;
        try
        {
            return keep(speech.Session, speech.Position, spokenAt, segment);
        }
        catch (AudioStoreException e)
        {
            TranscriptionLog.NotKept(logger, speech.Session, e.Message);
            return null;
        }
    }
}
