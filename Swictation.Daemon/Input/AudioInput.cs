using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Swictation.Daemon.Recording;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Input;

/// <summary>Audio through a segmenter and a recogniser: one loop listens, one transcribes, and the segments go from one to the other.</summary>
internal sealed class AudioInput(
    IAudioSource source,
    ISpeechSegmenter segmenter,
    ITranscriber transcriber,
    TimeProvider time,
    ILogger<AudioInput> logger) : IInput
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // At most this many segments wait. When it is full, listening waits: a file is read later, and nothing is thrown away.
    private readonly Channel<Heard> _heard = Channel.CreateBounded<Heard>(
        new BoundedChannelOptions(capacity: 64) { SingleReader = true, SingleWriter = true });

    private volatile bool _isListening;
    private int _waiting;

    public bool IsEmpty => !_isListening && Volatile.Read(ref _waiting) == 0;

    public Task RunAsync(SessionRecorder recorder, RecordingGate gate, CancellationToken stopping) =>
        Task.WhenAll(ListenAsync(recorder, gate, stopping), TranscribeAsync(recorder, stopping));

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
                _isListening = true;
                await ListenAsync(turn, time.GetLocalNow() - recorder.State.StartedAt!.Value, stopping)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.Stopped(logger);
        }
        finally
        {
            _heard.Writer.Complete();
        }
    }

    private async Task ListenAsync(RecordingTurn turn, TimeSpan offset, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(turn.Stopped, stopping);
        long? first = null;
        try
        {
            await foreach (var frame in source.ReadAsync(ending.Token).ConfigureAwait(false))
            {
                first ??= frame.Position;
                if (segmenter.Push(frame) is { } segment)
                    await QueueAsync(turn, segment, first.Value, offset).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.TurnEnded(logger, turn.Number);
        }
        finally
        {
            // Whatever ended the turn: the sentence that was being spoken belongs to it.
            while (segmenter.Flush() is { } left)
                await QueueAsync(turn, left, first ?? left.Position, offset).ConfigureAwait(false);
            await QueueAsync(new(turn)).ConfigureAwait(false);
            _isListening = false;
        }
    }

    private ValueTask QueueAsync(RecordingTurn turn, SpeechSegment segment, long first, TimeSpan offset) =>
        QueueAsync(new(turn, segment, offset + AudioFormat.Duration(segment.Position - first)));

    private ValueTask QueueAsync(Heard heard)
    {
        Interlocked.Increment(ref _waiting);
        return _heard.Writer.WriteAsync(heard);
    }

    private async Task TranscribeAsync(SessionRecorder recorder, CancellationToken stopping)
    {
        await foreach (var heard in _heard.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (heard.Segment is { } segment)
                await TranscribeAsync(recorder, heard, segment, stopping).ConfigureAwait(false);

            Interlocked.Decrement(ref _waiting);
            if (heard.Segment is null)
                await RecordAsync(() => recorder.Complete(heard.Turn), stopping).ConfigureAwait(false);
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
