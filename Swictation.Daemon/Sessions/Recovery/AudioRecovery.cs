using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>
/// Transcribes the recordings that earlier daemons have left into the sessions that they belong to. What was committed
/// already is not transcribed again, also when this ends before it is done.
/// </summary>
/// <param name="keepFailed">Is given what the recogniser fails on; returns null if that could not be kept.</param>
internal sealed class AudioRecovery(
    IAudioStore store,
    LateTranscriber transcriber,
    Func<ISpeechSegmenter> newSegmenter,
    Func<LateSegment, StoredAudio?> keepFailed,
    ILogger logger)
{
    private volatile RecoveryFigures _figures = RecoveryFigures.None;

    public RecoveryFigures Figures => _figures;

    public async Task RecoverAsync(
        IReadOnlyList<StoredAudio> unfinished,
        SessionRecorder recorder,
        IEventLogReader log,
        CancellationToken cancellationToken)
    {
        var found = unfinished
            .GroupBy(audio => audio.Session)
            .SelectMany(ofSession => Find([.. ofSession], log))
            .ToList();
        _figures = _figures with
        {
            Left = AudioFormat.Duration(found.Sum(audio => audio.Recording.End - audio.From)),
        };
        foreach (var (recording, from) in found)
            await RecoverAsync(recording, from, recorder, log, cancellationToken).ConfigureAwait(false);
    }

    // The recordings of a session, and from where on the log says nothing of them.
    private IEnumerable<(StoredRecording Recording, long From)> Find(
        IReadOnlyList<StoredAudio> ofSession, IEventLogReader log)
    {
        var session = ofSession[0].Session;
        if (SpokenCoverage.Read(log, session) is not { } coverage)
        {
            SetAside(ofSession);
            return [];
        }

        if (!CancelledSessions.Contains(log, session))
        {
            return StoredRecording.Join(ofSession)
                .Select(recording => (recording, coverage.UnsettledFrom(recording.Position, recording.End)));
        }

        Release(ofSession);
        return [];
    }

    private async Task RecoverAsync(
        StoredRecording recording,
        long from,
        SessionRecorder recorder,
        IEventLogReader log,
        CancellationToken cancellationToken)
    {
        var before = _figures;
        var (isSettled, done) = (true, from);
        var isEmpty = recording.End == recording.Position;
        try
        {
            foreach (var late in recording.FindSegments(store, newSegmenter(), from))
            {
                // Somebody may cancel the session meanwhile.
                if (CancelledSessions.Contains(log, late.Session)) break;
                isSettled &= await TranscribeAsync(late, recorder, cancellationToken).ConfigureAwait(false);
                Done(Math.Clamp(late.Position + late.Audio.SpokenSamples, done, recording.End));
            }

            // What follows the last words is silence.
            Done(recording.End);

            // What is in memory only, because the log cannot be written, is found in its audio by the next daemon.
            if (isSettled && recorder.Outage is null) foreach (var file in recording.Files) store.Release(file);
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotRecovered(logger, recording.Session, e.Message);
        }

        // What could not be read is not waited for.
        _figures = _figures with { Left = _figures.Left - AudioFormat.Duration(recording.End - done) };
        if (isEmpty) return;

        RecoveryLog.Recovered(
            logger,
            recording.Session,
            (_figures.Audio - before.Audio).TotalSeconds,
            _figures.Segments - before.Segments,
            _figures.Failed - before.Failed);

        void Done(long upTo)
        {
            _figures = _figures.Done(AudioFormat.Duration(upTo - done));
            done = upTo;
        }
    }

    // False: what was said is neither in the log nor kept apart, and its recording has to stay.
    private async Task<bool> TranscribeAsync(
        LateSegment late, SessionRecorder recorder, CancellationToken cancellationToken)
    {
        switch (await transcriber.TranscribeAsync(late, recorder, cancellationToken).ConfigureAwait(false))
        {
            case TranscriptionResult.Text:
                _figures = _figures with { Segments = _figures.Segments + 1 };
                return true;
            case TranscriptionResult.Failed failed:
                _figures = _figures with { Failed = _figures.Failed + 1 };
                var kept = keepFailed(late);
                RecoveryLog.Failed(
                    logger, late.Session, late.Start.TotalSeconds, late.Spoken.TotalSeconds, failed.Reason);
                await transcriber.RecordFirstFailureAsync(late, failed.Reason, kept, recorder, cancellationToken)
                    .ConfigureAwait(false);
                return kept is not null;
            default:
                return true;
        }
    }

    private void Release(IReadOnlyList<StoredAudio> cancelled)
    {
        var session = cancelled[0].Session;
        RecoveryLog.Cancelled(logger, session, AudioFormat.Duration(cancelled.Sum(file => file.Samples)).TotalSeconds);
        try
        {
            foreach (var file in cancelled) store.Release(file);
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotReleased(logger, e.Message);
        }
    }

    private void SetAside(IReadOnlyList<StoredAudio> orphans)
    {
        var session = orphans[0].Session;
        try
        {
            foreach (var orphan in orphans)
                RecoveryLog.SetAside(logger, session, orphan.Duration.TotalSeconds, store.SetAside(orphan));
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotRecovered(logger, session, e.Message);
        }
    }
}
