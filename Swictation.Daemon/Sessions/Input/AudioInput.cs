using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Jobs;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>
/// Listens: sound is on the disk before it is recognised, and goes to the pipeline in segments.
/// </summary>
internal sealed class AudioInput(
    IAudioSource source,
    ISpeechSegmenter segmenter,
    ISpeechCheck check,
    SessionTranscribers transcribers,
    IAudioStore store,
    SpeechPipeline pipeline,
    ILateAudio late,
    RecognitionJobs jobs,
    SessionRecorder recorder,
    RecordingGate gate,
    TimeProvider time,
    ILogger<AudioInput> logger) : IInput
{
    private volatile AudioSpool? _trail;
    private Task _transcribed = Task.CompletedTask;
    private SessionId _session;
    private long _recorded;

    public ILateAudio Late => late;

    public RecognitionJobs? Jobs => jobs;

    public Trouble? Trouble => source.Trouble ?? _trail?.Trouble ?? check.Trouble ?? segmenter.Trouble
        ?? transcribers.Of(recorder.State.Session).Trouble;

    public bool IsHearing => segmenter.IsInSpeech;

    public MicrophoneState? Microphone => source.Microphone;

    public string? Prepare(RecogniserChoice choice) => transcribers.Prepare(choice);

    public ValueTask<string?> FindObstacleAsync(TimeSpan atMost) => source.FindObstacleAsync(atMost);

    public void Look() => source.Look();

    public async Task RunAsync(CancellationToken stopping)
    {
        var listening = ListenAsync(stopping);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A failure of the recogniser is the cause, and comes first; the end of listening is its consequence.
        await _transcribed.ConfigureAwait(false);
        await listening.ConfigureAwait(false);
    }

    /// <summary>Does not close the source: its opener does.</summary>
    public ValueTask DisposeAsync()
    {
        jobs.Desk.Dispose();
        return pipeline.DisposeAsync();
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        try
        {
            while (!source.HasEnded)
            {
                var take = await gate.WaitAsync(stopping).ConfigureAwait(false);
                pipeline.BeginTake();
                TakeUp(take.Session);
                await ListenAsync(take, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.Stopped(logger);
        }
        finally
        {
            // Transcribing the rest may take minutes, for which no microphone is needed.
            source.Close();
        }
    }

    // A session goes on where its recording was left; where another process recorded it, the clock says where, but never
    // inside of recorded audio. A sample is left out so that the two do not look like one recording.
    private void TakeUp(SessionId session)
    {
        if (session == _session) return;

        _session = session;
        var stored = store.FindUnfinished().Where(audio => audio.Session == session);
        var end = stored.Select(audio => audio.End + 1).DefaultIfEmpty(0).Max();
        _recorded = Math.Max(AudioFormat.Position(recorder.SessionTime), end);
    }

    // A microphone that has to be opened first is heard later than it was asked for. An open one was heard earlier.
    private long MissedBefore(in AudioFrame first, long beganAt)
    {
        if (!source.IsLive) return 0;

        var missed = time.GetElapsedTime(beganAt, first.CapturedAt) - AudioFormat.Duration(first.Samples.Length);
        return missed > TimeSpan.Zero ? AudioFormat.Position(missed) : 0;
    }

    private async Task ListenAsync(RecordingTake take, CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(take.Stopped, stopping);
        var writer = take.IsOffTheRecord ? new NoAudioWriter() : store.Begin(take.Session);
        var spool = new AudioSpool(writer, logger);
        _trail = spool;
        var gaps = new SourceGaps(take.Session, recorder, time, logger);
        var beganAt = time.GetTimestamp();
        // From positions in the source to positions in the session.
        long? offset = null;
        try
        {
            await foreach (var frame in source.ReadAsync(take.NotBefore, ending.Token).ConfigureAwait(false))
            {
                offset ??= _recorded + MissedBefore(frame, beganAt) - frame.Position;
                if (gaps.EndsSpeech(frame)) await FlushAsync().ConfigureAwait(false);
                gaps.Note(frame, AudioFormat.Duration(frame.Position + offset.Value));
                if (frame.Samples.IsEmpty) continue;

                spool.Write(frame.Position + offset.Value, frame.Samples.Span);
                _recorded = frame.Position + offset.Value + frame.Samples.Length;
                if (segmenter.Push(frame) is { } segment) await QueueAsync(segment).ConfigureAwait(false);
                spool.NeedFrom(segmenter.NeedsFrom + offset ?? _recorded);
            }
        }
        catch (OperationCanceledException)
        {
            InputLog.TakeEnded(logger, take.Number);
        }
        finally
        {
            // Whatever ended the take: the sentence that was being spoken belongs to it.
            await FlushAsync().ConfigureAwait(false);
            spool.End();
            _trail = null;
            _transcribed = await pipeline.EndTakeAsync(take.Session, spool, stopping).ConfigureAwait(false);
        }

        async ValueTask FlushAsync()
        {
            while (segmenter.Flush() is { } left) await QueueAsync(left).ConfigureAwait(false);
        }

        ValueTask QueueAsync(SpeechSegment found)
        {
            var segment = take.IsOffTheRecord ? found with { IsOffTheRecord = true } : found;
            var position = segment.Position + offset!.Value;
            spool.Await(position - (segment.Samples.Length - segment.SpokenSamples));
            return pipeline.AddAsync(
                new(SpeechOrigin.Live, take.Session, position, segment, spool) { CutAt = time.GetTimestamp() },
                stopping);
        }
    }
}
