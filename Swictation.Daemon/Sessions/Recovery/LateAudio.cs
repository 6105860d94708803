using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>
/// Gives the pipeline first the recordings of earlier daemons, then failed segments, when they are due, and once at every
/// start, until they succeed.
/// </summary>
/// <param name="retryCommand">The command to have the failed segments of a session tried again.</param>
internal sealed class LateAudio(
    LeftAudio left,
    IAudioStore store,
    AudioRecovery recovery,
    FailedSegments failed,
    SpeechPipeline pipeline,
    IEventLogReader log,
    Func<SessionId, string> retryCommand,
    ILogger logger) : ILateAudio
{
    private static readonly TimeSpan CleanUpInterval = TimeSpan.FromMinutes(1);

    public RecoveryFigures Recovered => recovery.Figures;

    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await recovery.RecoverAsync(left.Unfinished, stopping).ConfigureAwait(false);
            if (left.IsOfOpenSession) await pipeline.CompleteAsync(stopping).ConfigureAwait(false);
            foreach (var audio in left.Failed) TryOnce(audio);
            while (true)
            {
                store.DeleteExpired();
                while (await failed.TakeAsync(CleanUpInterval, stopping).ConfigureAwait(false) is { } due)
                    await TryAgainAsync(due, stopping).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (
            e is OperationCanceledException || (e is EventLogWriteException && stopping.IsCancellationRequested))
        {
            if (Recovered.Left is { Ticks: > 0 } remaining)
                RecoveryLog.LeftForTheNextStart(logger, remaining.TotalSeconds);
            else
                RecoveryLog.Stopped(logger);
        }
    }

    public Task WaitUntilCaughtUpAsync(CancellationToken cancellationToken) =>
        failed.CaughtUp.WaitAsync(cancellationToken);

    public int? Retry(SessionId session)
    {
        var ofSession = store.FindFailed().Concat(store.FindWithheld()).Where(audio => audio.Session == session).ToList();
        ofSession.ForEach(failed.TryNow);
        return ofSession.Count;
    }

    // The daemon before may have ended between the commit of the text and the release of its audio.
    private void TryOnce(StoredAudio audio)
    {
        if (SpokenCoverage.Read(log, audio.Session) is not { } coverage)
            RecoveryLog.FailedOfNoSession(logger, audio.Session, audio.Path);
        else if (coverage.IsDone(audio.Position))
            new KeptAudio(store, audio, logger).Settle(isKept: true, isStored: true);
        else if (CancelledSessions.Contains(log, audio.Session))
            new KeptAudio(store, audio, logger).Discard();
        else
            failed.TryOnce(audio);
    }

    private async Task TryAgainAsync(FailedSegment due, CancellationToken stopping)
    {
        // Asked for again while it was under way, and done.
        if (!File.Exists(due.Audio.Path) || Read(due.Audio) is not { } speech) return;

        switch (await pipeline.TranscribeAsync(speech, stopping).ConfigureAwait(false))
        {
            case null:
                break;
            case TranscriptionResult.Failed failure when failed.TryAgain(due):
                RecoveryLog.Failed(
                    logger, speech.Session, speech.Start.TotalSeconds, speech.Spoken.TotalSeconds, failure.Reason);
                break;
            case TranscriptionResult.Failed failure:
                RecoveryLog.GivenUp(
                    logger,
                    speech.Session,
                    speech.Start.TotalSeconds,
                    failure.Reason,
                    due.Audio.Path,
                    retryCommand(speech.Session));
                break;
            default:
                RecoveryLog.Succeeded(
                    logger, speech.Session, speech.Start.TotalSeconds, speech.Spoken.TotalSeconds);
                break;
        }
    }

    private SpokenSegment? Read(StoredAudio audio)
    {
        try
        {
            var segment = new SpeechSegment(store.Read(audio), audio.Position, audio.SpokenSamples, EndedAt: 0);
            var held = new KeptAudio(store, audio, logger);
            return new(SpeechOrigin.Failed, audio.Session, audio.Position, segment, held) { SpokenAt = audio.At };
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotRecovered(logger, audio.Session, e.Message);
            return null;
        }
    }
}
