using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>
/// Transcribes the recordings that earlier daemons have left into the sessions that they belong to. Speech with a
/// committed result is not transcribed again, also when this ends before it is done.
/// </summary>
internal sealed class AudioRecovery(
    IAudioStore store,
    Func<ISpeechSegmenter> newSegmenter,
    SpeechPipeline pipeline,
    SessionRecorder recorder,
    IEventLogReader log,
    ILogger logger)
{
    private volatile RecoveryFigures _figures = RecoveryFigures.None;

    public RecoveryFigures Figures => _figures;

    public async Task RecoverAsync(IReadOnlyList<StoredAudio> unfinished, CancellationToken stopping)
    {
        var found = unfinished
            .GroupBy(audio => audio.Session)
            .SelectMany(ofSession => Find([.. ofSession]))
            .ToList();
        _figures = _figures with
        {
            Left = AudioFormat.Duration(found.Sum(audio => audio.Recording.End - audio.From)),
        };
        foreach (var (recording, from) in found)
            await RecoverAsync(recording, from, stopping).ConfigureAwait(false);
    }

    // The recordings of a session, and from where on the log says nothing of them.
    private IEnumerable<(StoredRecording Recording, long From)> Find(IReadOnlyList<StoredAudio> ofSession)
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

    private async Task RecoverAsync(StoredRecording recording, long from, CancellationToken stopping)
    {
        var before = _figures;
        var done = from;
        var isEmpty = recording.End == recording.Position;
        try
        {
            foreach (var left in recording.FindSegments(store, newSegmenter(), from))
            {
                // A user may cancel the session meanwhile.
                if (await pipeline.TranscribeAsync(left, stopping).ConfigureAwait(false) is not { } result) break;
                Count(left, result);
                Done(Math.Clamp(left.Position + left.Segment.SpokenSamples, done, recording.End));
            }

            // Silence follows the last words.
            Done(recording.End);

            // The next daemon finds in the audio the results that are only in memory, because the log cannot be written.
            if (recording.IsSettled && recorder.Outage is null)
                foreach (var file in recording.Files) store.Release(file);
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotRecovered(logger, recording.Session, e.Message);
        }

        // Audio that could not be read is not waited for.
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

    private void Count(SpokenSegment left, TranscriptionResult result)
    {
        switch (result)
        {
            case TranscriptionResult.Text:
                _figures = _figures with { Segments = _figures.Segments + 1 };
                break;
            case TranscriptionResult.Failed failed:
                _figures = _figures with { Failed = _figures.Failed + 1 };
                RecoveryLog.Failed(
                    logger, left.Session, left.Start.TotalSeconds, left.Spoken.TotalSeconds, failed.Reason);
                break;
        }
    }

    private void Release(IReadOnlyList<StoredAudio> cancelled)
    {
        var session = cancelled[0].Session;
        RecoveryLog.Cancelled(logger, session, AudioFormat.Duration(cancelled.Sum(file => file.Samples)).TotalSeconds);
        try
        {
            foreach (var file in cancelled) store.Cancel(file);
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
