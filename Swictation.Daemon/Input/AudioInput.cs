using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Input;

/// <summary>
/// Audio through a segmenter and a recogniser: one loop listens, one transcribes, and the segments go from one to the
/// other.
/// </summary>
internal sealed class AudioInput(
    IAudioSource source,
    ISpeechSegmenter segmenter,
    ITranscriber transcriber,
    TimeProvider time,
    ILogger<AudioInput> logger) : IInput
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // At most this many segments wait. When it is full, listening waits: a file is read later, and nothing is thrown
    // away.
    private readonly Channel<Heard> _heard = Channel.CreateBounded<Heard>(
        new BoundedChannelOptions(capacity: 64) { SingleReader = true, SingleWriter = true });

    // Segments that are not recorded yet, and the turn that is being listened to until its end has come through too.
    private int _pending;

    private SessionId _session;
    private TimeSpan _recorded;

    public bool IsEmpty => Volatile.Read(ref _pending) == 0;

    // What goes wrong with the recogniser is the cause, and comes first; that listening ends is its consequence.
    public Task RunAsync(SessionRecorder recorder, RecordingGate gate, CancellationToken stopping) =>
        Task.WhenAll(TranscribeAsync(recorder, stopping), ListenAsync(recorder, gate, stopping));

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync().ConfigureAwait(false);
        await transcriber.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ListenAsync(SessionRecorder recorder, RecordingGate gate, CancellationToken stopping)
    {
        try
        {
            while (!source.HasEnded)
            {
                var turn = await gate.WaitAsync(stopping).ConfigureAwait(false);
                Interlocked.Increment(ref _pending);
                TakeUp(turn.Session, recorder.SessionTime);
                await ListenAsync(turn, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.Stopped(logger);
        }
        finally
        {
            _heard.Writer.TryComplete();
        }
    }

    // A session that goes on does so where its recording was left; where another process did that, the clock has to
    // tell.
    private void TakeUp(SessionId session, TimeSpan sinceItsStart)
    {
        if (session == _session) return;

        _session = session;
        _recorded = sinceItsStart;
    }

    private async Task ListenAsync(RecordingTurn turn, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(turn.Stopped, stopping);
        var before = _recorded;
        long? first = null;
        try
        {
            await foreach (var frame in source.ReadAsync(ending.Token).ConfigureAwait(false))
            {
                first ??= frame.Position;
                _recorded = before + AudioFormat.Duration(frame.Position + frame.Samples.Length - first.Value);
                if (segmenter.Push(frame) is { } segment) await QueueAsync(segment).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.TurnEnded(logger, turn.Number);
        }
        finally
        {
            // Whatever ended the turn: the sentence that was being spoken belongs to it.
            while (segmenter.Flush() is { } left) await QueueAsync(left).ConfigureAwait(false);
            await _heard.Writer.WriteAsync(new(turn), CancellationToken.None).ConfigureAwait(false);
        }

        ValueTask QueueAsync(SpeechSegment segment)
        {
            Interlocked.Increment(ref _pending);
            var start = before + AudioFormat.Duration(segment.Position - first!.Value);
            return _heard.Writer.WriteAsync(new(turn, segment, start), CancellationToken.None);
        }
    }

    private async Task TranscribeAsync(SessionRecorder recorder, CancellationToken stopping)
    {
        try
        {
            await foreach (var heard in _heard.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                if (heard.Segment is { } segment)
                    await TranscribeAsync(recorder, heard, segment, stopping).ConfigureAwait(false);

                Interlocked.Decrement(ref _pending);
                if (heard.Segment is null)
                    await RecordAsync(() => recorder.Complete(heard.Turn.Session), stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            // Nobody transcribes any more: listening must not wait for room that will never come.
            _heard.Writer.TryComplete();
        }
    }

    // Not cancelled by the end of the daemon: what was heard is transcribed first.
    private async Task TranscribeAsync(
        SessionRecorder recorder, Heard heard, SpeechSegment segment, CancellationToken stopping)
    {
        var startedAt = time.GetTimestamp();
        var result = await transcriber.TranscribeAsync(segment, CancellationToken.None).ConfigureAwait(false);
        var times = new SegmentTimes(
            heard.Start,
            segment.SpokenTime,
            time.GetElapsedTime(segment.EndedAt, startedAt),
            time.GetElapsedTime(startedAt));
        var session = heard.Turn.Session;
        switch (result)
        {
            case TranscriptionResult.Text text:
                RecognisedSegment[] recognised = [new(text.Value, segment.EndedAt, times)];
                await RecordAsync(() => recorder.TryRecord(session, recognised), stopping).ConfigureAwait(false);
                break;
            case TranscriptionResult.Failed failed:
                InputLog.RecognitionFailed(logger, session, times.Start, times.Spoken, failed.Reason);
                await RecordAsync(
                    () => recorder.RecordFailure(session, times.Start, times.Spoken, failed.Reason), stopping)
                    .ConfigureAwait(false);
                break;
            default:
                InputLog.NothingRecognised(logger, session, times.Start, times.Spoken);
                break;
        }
    }

    private async Task RecordAsync(Action record, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                record();
                return;
            }
            catch (EventLogWriteException e) when (!stopping.IsCancellationRequested)
            {
                InputLog.NotRecorded(logger, 1, e.Message);
                await Task.Delay(RetryInterval, time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
