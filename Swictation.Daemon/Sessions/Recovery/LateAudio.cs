using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>
/// First what earlier daemons have left is transcribed, then what fails is tried again: after 5 s, 30 s and 3 min, and
/// once at every start, until it succeeds. In the background: what is being said goes first.
/// </summary>
internal sealed class LateAudio : ILateAudio
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(3)];

    private static readonly TimeSpan CleanUpInterval = TimeSpan.FromHours(1);

    private readonly IAudioStore _store;
    private readonly ILogger _logger;
    private readonly Func<SessionId, string> _retryCommand;
    private readonly LateTranscriber _transcriber;
    private readonly AudioRecovery _recovery;
    private readonly FailedSegments _failed;
    private IReadOnlyList<StoredAudio> _unfinished = [];
    private IReadOnlyList<StoredAudio> _leftFailed = [];
    private volatile bool _isRecovered = true;

    public LateAudio(
        IAudioStore store,
        RecogniserTurns recogniser,
        Func<ISpeechSegmenter> newSegmenter,
        Func<SessionId, string> retryCommand,
        TimeProvider time,
        ILogger logger)
    {
        _retryCommand = retryCommand;
        _store = store;
        _logger = logger;
        _transcriber = new(recogniser, time, logger);
        _recovery = new(store, _transcriber, newSegmenter, KeepAndTryAgain, logger);
        _failed = new(time);
    }

    public RecoveryFigures Recovered => _recovery.Figures;

    public bool IsRecovered => _isRecovered;

    public bool Find(SessionId? open)
    {
        _unfinished = _store.FindUnfinished();
        _leftFailed = _store.FindFailed();
        _isRecovered = !_unfinished.Any(audio => audio.Session == open);
        return !_isRecovered;
    }

    public async Task RunAsync(SessionRecorder recorder, IEventLogReader log, CancellationToken stopping)
    {
        try
        {
            await _recovery.RecoverAsync(_unfinished, recorder, log, stopping).ConfigureAwait(false);
            _isRecovered = true;
            if (recorder.State.Session is { } session)
            {
                await _transcriber.RecordAsync(() => recorder.Complete(session), stopping).ConfigureAwait(false);
            }

            foreach (var left in _leftFailed) TryOnceMore(left, log);
            (_unfinished, _leftFailed) = ([], []);
            while (true)
            {
                _store.DeleteExpired();
                while (await _failed.TakeAsync(CleanUpInterval, stopping).ConfigureAwait(false) is { } due)
                    await TryAgainAsync(due, recorder, log, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            if (Recovered.Left is { Ticks: > 0 } left)
                RecoveryLog.LeftForTheNextStart(_logger, left.TotalSeconds);
            else
                RecoveryLog.Stopped(_logger);
        }
    }

    public Task WaitUntilCaughtUpAsync(CancellationToken cancellationToken) =>
        _failed.CaughtUp.WaitAsync(cancellationToken);

    public int? Retry(SessionId session)
    {
        var failed = _store.FindFailed().Where(audio => audio.Session == session).ToList();
        foreach (var audio in failed) _failed.Add(audio, Pauses.Length, dueIn: TimeSpan.Zero);
        return failed.Count;
    }

    /// <summary>Keeps the audio of a segment that the recogniser has failed on.</summary>
    /// <returns>Null if that is not possible.</returns>
    public StoredAudio? Keep(LateSegment late)
    {
        try
        {
            return _store.KeepFailed(late.Session, late.Position, late.SpokenAt, late.Audio);
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotKept(_logger, late.Session, e.Message);
            return null;
        }
    }

    /// <summary>Has it tried again, for the first time after 5 s.</summary>
    public void TryAgain(StoredAudio audio) => _failed.Add(audio, Pauses.Length, Pauses[0]);

    private StoredAudio? KeepAndTryAgain(LateSegment late)
    {
        var kept = Keep(late);
        if (kept is not null) TryAgain(kept);
        return kept;
    }

    // The daemon before may have ended between the commit of the text and the release of its audio.
    private void TryOnceMore(StoredAudio left, IEventLogReader log)
    {
        if (SpokenCoverage.Read(log, left.Session) is not { } coverage)
            RecoveryLog.FailedOfNoSession(_logger, left.Session, left.Path);
        else if (coverage.IsDone(left.Position) || CancelledSessions.Contains(log, left.Session))
            Release(left);
        else
            _failed.Add(left, attemptsLeft: 1, dueIn: TimeSpan.Zero);
    }

    private async Task TryAgainAsync(
        FailedSegment due, SessionRecorder recorder, IEventLogReader log, CancellationToken stopping)
    {
        var audio = due.Audio;
        // Asked for again while it was under way, and done.
        if (!File.Exists(audio.Path)) return;
        if (CancelledSessions.Contains(log, audio.Session))
        {
            Release(audio);
            return;
        }

        SpeechSegment speech;
        try
        {
            speech = new(_store.Read(audio), audio.Position, audio.SpokenSamples, EndedAt: 0);
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotRecovered(_logger, audio.Session, e.Message);
            return;
        }

        var late = new LateSegment(audio.Session, audio.Position, audio.At, speech);
        var result = await _transcriber.TranscribeAsync(late, recorder, stopping).ConfigureAwait(false);
        if (result is TranscriptionResult.Silence)
            await _transcriber.RecordSilenceAsync(late, recorder, stopping).ConfigureAwait(false);
        if (result is not TranscriptionResult.Failed failed)
        {
            RecoveryLog.Succeeded(_logger, late.Session, late.Start.TotalSeconds, late.Spoken.TotalSeconds);
            if (recorder.Outage is null) Release(audio);
            return;
        }

        await _transcriber.RecordFailureAsync(late, failed.Reason, recorder, stopping).ConfigureAwait(false);
        var left = due.AttemptsLeft - 1;
        if (left > 0)
        {
            RecoveryLog.Failed(_logger, late.Session, late.Start.TotalSeconds, late.Spoken.TotalSeconds, failed.Reason);
            _failed.Add(audio, left, Pauses[Pauses.Length - left]);
        }
        else
        {
            RecoveryLog.GivenUp(
                _logger,
                late.Session,
                late.Start.TotalSeconds,
                failed.Reason,
                audio.Path,
                _retryCommand(late.Session));
        }
    }

    private void Release(StoredAudio audio)
    {
        try
        {
            _store.Release(audio);
        }
        catch (AudioStoreException e)
        {
            RecoveryLog.NotReleased(_logger, e.Message);
        }
    }
}
