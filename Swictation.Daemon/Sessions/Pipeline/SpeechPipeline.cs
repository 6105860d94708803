using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>
/// The one way from speech to the log: one queue and one recogniser for live speech, for speech that a
/// killed daemon has left and for speech that is tried again. Live speech goes first: it waits for at most the one segment
/// that is under way. Callers that give it speech learn of its failure.
/// </summary>
internal sealed class SpeechPipeline : IAsyncDisposable
{
    private readonly SegmentTranscription _transcription;
    private readonly SpeechBacklog _backlog;
    private readonly SessionRecorder _recorder;
    private readonly RecordingRetry _retry;
    private readonly ILogger _logger;
    private readonly SpeechQueue<SpeechJob> _queue;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _working;

    /// <param name="canWait">True for a source that is not live.</param>
    /// <param name="backlog">Counts live speech on its way.</param>
    public SpeechPipeline(
        SegmentTranscription transcription,
        bool canWait,
        SpeechBacklog backlog,
        SessionRecorder recorder,
        RecordingRetry retry,
        ILogger logger)
    {
        _transcription = transcription;
        _backlog = backlog;
        _recorder = recorder;
        _retry = retry;
        _logger = logger;
        _queue = new(canWait, job => job.Held);
        _working = WorkAsync();
    }

    /// <summary>A session does not end before the end of this take has come through.</summary>
    public void BeginTake() => _backlog.Add();

    /// <summary>
    /// Adds live speech. A source that can wait does so while much of it waits; for another one the oldest is dropped when
    /// more waits than fits into memory.
    /// </summary>
    /// <param name="stopping">Does not cancel its recognition: all speech is transcribed first.</param>
    public async ValueTask AddAsync(SpokenSegment live, CancellationToken stopping)
    {
        _backlog.Add();
        foreach (var oldest in await _queue.AddAsync(new(live, stopping)).ConfigureAwait(false))
            GiveUp(oldest.Segment!);
    }

    /// <summary>Ends a take behind its speech: its session can end then.</summary>
    /// <returns>Ends when all live speech before it has come through too, or fails as that did.</returns>
    public async ValueTask<Task> EndTakeAsync(SessionId session, IHeldAudio audio, CancellationToken stopping)
    {
        var job = new SpeechJob(session, audio, stopping);
        await _queue.AddAsync(job).ConfigureAwait(false);
        return job.Done;
    }

    /// <summary>Has speech that is not live recognised and recorded, when nothing live waits.</summary>
    /// <param name="stopping">Cancels its recognition too: its audio is on the disk.</param>
    /// <returns>The outcome; null if its session was cancelled.</returns>
    public async Task<TranscriptionResult?> TranscribeAsync(SpokenSegment late, CancellationToken stopping)
    {
        // Here, and not in the queue: reading the audio does not hold up live speech.
        if (late.Origin != SpeechOrigin.Asked && _transcription.TryLetGo(late)) return null;

        var recognised = await RecogniseAsync(late, stopping).ConfigureAwait(false);
        // A log that refuses earlier speech does not end it either.
        await _transcription.RecordAsync(recognised, stopping).ConfigureAwait(false);
        return recognised.Result;
    }

    /// <summary>Has speech that is not live recognised, when nothing live waits; what becomes of it is the caller's.</summary>
    /// <param name="stopping">Cancels it.</param>
    public async Task<RecognisedSpeech> RecogniseAsync(SpokenSegment late, CancellationToken stopping)
    {
        var job = new SpeechJob(late, stopping);
        _queue.Add(job, late.Origin);
        using var taking = stopping.Register(() =>
        {
            if (_queue.TryRemove(job)) job.Cancel();
        });
        return (await job.Done.ConfigureAwait(false))!;
    }

    /// <summary>
    /// The audio that earlier daemons left of the open session is done: a session that waits for nothing else ends.
    /// </summary>
    public Task CompleteAsync(CancellationToken stopping)
    {
        _backlog.Remove();
        RestIfDone();
        return _recorder.State.Session is { } open ? CompleteAsync(open, stopping) : Task.CompletedTask;
    }

    /// <summary>Ends the recognition that is under way, and begins no other.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _queue.Dispose();
        _ending.Dispose();
    }

    private async Task WorkAsync()
    {
        while (true)
        {
            var job = await _queue.TakeAsync(_ending.Token).ConfigureAwait(false);
            var doing = DoAsync(job);
            await ((Task)doing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (job.IsLive && doing.Exception is { InnerException: { } failure })
            {
                foreach (var left in _queue.Abandon(failure)) left.Fail(failure);
            }

            if (job.Segment is { IsLive: false }) RestIfDone();
            job.End(doing);
        }
    }

    private async Task<RecognisedSpeech?> DoAsync(SpeechJob job)
    {
        if (job.Segment is not { } speech)
        {
            await EndTakeAsync(job).ConfigureAwait(false);
            return null;
        }

        if (!speech.IsLive) return await _transcription.RecogniseAsync(speech, job.Stopping).ConfigureAwait(false);

        if (!_transcription.TryLetGo(speech))
        {
            var recognised = await _transcription.RecogniseAsync(speech, _ending.Token).ConfigureAwait(false);
            await _transcription.RecordAsync(recognised, job.Stopping).ConfigureAwait(false);
        }

        _backlog.Remove();
        return null;
    }

    private Task EndTakeAsync(SpeechJob end)
    {
        if (_transcription.IsCancelled(end.Session)) end.Audio.Discard();
        _backlog.Remove();
        RestIfDone();
        return CompleteAsync(end.Session, end.Stopping);
    }

    // Before a session is over, and behind late speech: nothing stays in memory while nothing is heard.
    private void RestIfDone()
    {
        if (_backlog.IsEmpty) _transcription.Rest();
    }

    private Task CompleteAsync(SessionId session, CancellationToken stopping) =>
        _retry.RecordAsync(() => _recorder.Complete(session), stopping);

    // Where its audio is on the disk, the next daemon transcribes it.
    private void GiveUp(SpokenSegment speech)
    {
        var reason = new Reason(ReasonCode.RecogniserTooSlow);
        TranscriptionLog.GivenUp(
            _logger, speech.Session, speech.Start.TotalSeconds, speech.Held.TotalSeconds, reason.Words);
        _backlog.Remove();
        speech.Audio.Settle(isKept: false, isStored: true);
        try
        {
            _recorder.RecordDropped(speech.Session, speech.Start, speech.Held, reason);
        }
        catch (EventLogWriteException e)
        {
            TranscriptionLog.NotRecorded(_logger, Counted.Of(1, "segment"), e.Message);
        }
    }
}
