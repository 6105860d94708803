using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// Audio through a segmenter and a recogniser: one loop listens, one transcribes, and the segments go from one to the
/// other. What is heard is on the disk before anything is made of it.
/// </summary>
internal sealed class AudioInput : IInput
{
    private readonly IAudioSource _source;
    private readonly SpeechBacklog<Heard> _heard;
    private readonly ISpeechSegmenter _segmenter;
    private readonly RecogniserTurns _recogniser;
    private readonly IAudioStore _store;
    private readonly LateAudio _late;
    private readonly SegmentTranscription _transcription;
    private readonly TimeProvider _time;
    private readonly ILogger<AudioInput> _logger;

    // Segments that are not recorded yet, and the turn that is being listened to until its end has come through too.
    private int _pending;

    private volatile AudioTrail? _trail;
    private SessionId _session;
    private long _recorded;

    /// <param name="newSegmenter">Called for what is being said, and for each recording of an earlier daemon.</param>
    /// <param name="retryCommand">What people run to have the failed segments of a session tried again.</param>
    public AudioInput(
        IAudioSource source,
        Func<ISpeechSegmenter> newSegmenter,
        ITranscriber transcriber,
        IAudioStore store,
        Func<SessionId, string> retryCommand,
        TimeProvider time,
        ILogger<AudioInput> logger)
    {
        _source = source;
        _heard = new(canWait: !source.IsLive, heard => heard.Duration);
        _segmenter = newSegmenter();
        _recogniser = new(transcriber);
        _store = store;
        _late = new(store, _recogniser, newSegmenter, retryCommand, time, logger);
        _transcription = new(_recogniser, _late, time, logger);
        _time = time;
        _logger = logger;
    }

    public bool IsEmpty => Volatile.Read(ref _pending) == 0 && _late.IsRecovered;

    public ILateAudio Late => _late;

    public string? Trouble => _source.Trouble ?? _trail?.Trouble;

    public void GetReady() => _source.GetReady();

    public string? FindObstacle() => _source.FindObstacle();

    // What goes wrong with the recogniser is the cause, and comes first; that listening ends is its consequence.
    public Task RunAsync(SessionRecorder recorder, RecordingGate gate, CancellationToken stopping) =>
        Task.WhenAll(TranscribeAsync(recorder, stopping), ListenAsync(recorder, gate, stopping));

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        await _recogniser.DisposeAsync().ConfigureAwait(false);
        _heard.Dispose();
    }

    private async Task ListenAsync(SessionRecorder recorder, RecordingGate gate, CancellationToken stopping)
    {
        try
        {
            while (!_source.HasEnded)
            {
                var turn = await gate.WaitAsync(stopping).ConfigureAwait(false);
                Interlocked.Increment(ref _pending);
                TakeUp(turn.Session, recorder.SessionTime);
                await ListenAsync(turn, recorder, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.Stopped(_logger);
        }
        finally
        {
            _heard.Complete();
        }
    }

    // A session that goes on does so where its recording was left; where another process did that, the clock has to
    // tell, but never what is recorded already. A sample is left out so that nobody takes the two for one recording.
    private void TakeUp(SessionId session, TimeSpan sinceItsStart)
    {
        if (session == _session) return;

        _session = session;
        var stored = _store.FindUnfinished().Where(audio => audio.Session == session);
        var end = stored.Select(audio => audio.End + 1).DefaultIfEmpty(0).Max();
        _recorded = Math.Max(AudioFormat.Position(sinceItsStart), end);
    }

    private async Task ListenAsync(RecordingTurn turn, SessionRecorder recorder, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(turn.Stopped, stopping);
        var writer = turn.IsOffTheRecord ? new NoAudioWriter() : _store.Begin(turn.Session);
        var trail = new AudioTrail(writer, _logger);
        _trail = trail;
        var gaps = new SourceGaps(turn.Session, recorder, _time, _logger);
        // From positions in the source to positions in the session.
        long? offset = null;
        try
        {
            await foreach (var frame in _source.ReadAsync(turn.NotBefore, ending.Token).ConfigureAwait(false))
            {
                offset ??= _recorded - frame.Position;
                if (gaps.EndsSpeech(frame)) await FlushAsync().ConfigureAwait(false);
                gaps.Note(frame, AudioFormat.Duration(frame.Position + offset.Value));
                if (frame.Samples.IsEmpty) continue;

                trail.Write(frame.Position + offset.Value, frame.Samples.Span);
                _recorded = frame.Position + offset.Value + frame.Samples.Length;
                if (_segmenter.Push(frame) is { } segment) await QueueAsync(segment).ConfigureAwait(false);
                trail.NeedFrom(_segmenter.NeedsFrom + offset ?? _recorded);
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.TurnEnded(_logger, turn.Number);
        }
        finally
        {
            // Whatever ended the turn: the sentence that was being spoken belongs to it.
            await FlushAsync().ConfigureAwait(false);
            trail.End();
            _trail = null;
            await _heard.AddAsync(new(turn, trail)).ConfigureAwait(false);
        }

        async ValueTask FlushAsync()
        {
            while (_segmenter.Flush() is { } left) await QueueAsync(left).ConfigureAwait(false);
        }

        async ValueTask QueueAsync(SpeechSegment found)
        {
            var segment = turn.IsOffTheRecord ? found with { IsOffTheRecord = true } : found;
            Interlocked.Increment(ref _pending);
            _recogniser.Announce();
            var position = segment.Position + offset!.Value;
            trail.Await(position - (segment.Samples.Length - segment.SpokenSamples));
            var dropped = await _heard.AddAsync(new(turn, trail, segment, position, _time.GetTimestamp()))
                .ConfigureAwait(false);
            foreach (var oldest in dropped) GiveUp(oldest, recorder);
        }
    }

    private async Task TranscribeAsync(SessionRecorder recorder, CancellationToken stopping)
    {
        try
        {
            await foreach (var heard in _heard.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (heard.Segment is not { } segment)
                    EndTurn(recorder, heard);
                else if (recorder.State.Session != heard.Turn.Session)
                    Discard(heard);
                else
                    await _transcription.RunAsync(recorder, heard, segment, stopping).ConfigureAwait(false);

                Interlocked.Decrement(ref _pending);
                if (heard.Segment is null)
                {
                    await _transcription.RecordAsync(() => recorder.Complete(heard.Turn.Session), stopping)
                        .ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // Nobody transcribes any more: listening must not wait for room that will never come.
            _heard.Abandon();
        }
    }

    // Everything before it has come through.
    private static void EndTurn(SessionRecorder recorder, Heard heard)
    {
        if (recorder.State.IsCancelled(heard.Turn.Session)) heard.Trail.Discard();
    }

    // A session ends when all that was heard in it has come through, unless it is cancelled.
    private void Discard(Heard heard)
    {
        _recogniser.Withdraw();
        heard.Trail.Settle(isKept: true, isStored: true);
    }

    // Where its audio is on the disk, the next daemon transcribes it.
    private void GiveUp(Heard heard, SessionRecorder recorder)
    {
        const string Reason = "the recogniser was too slow for it, and no more of it fitted into memory";
        InputLog.GivenUp(_logger, heard.Turn.Session, heard.Start.TotalSeconds, heard.Duration.TotalSeconds, Reason);
        Interlocked.Decrement(ref _pending);
        _recogniser.Withdraw();
        heard.Trail.Settle(isKept: false, isStored: true);
        try
        {
            recorder.RecordDropped(heard.Turn.Session, heard.Start, heard.Duration, Reason);
        }
        catch (EventLogWriteException e)
        {
            InputLog.NotRecorded(_logger, Counted.Of(1, "segment"), e.Message);
        }
    }
}
