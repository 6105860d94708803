using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Jobs;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>A source of audio and a recogniser, and the place where audio is kept until it is text.</summary>
/// <param name="newSegmenter">Called for live speech, and for each recording of an earlier daemon.</param>
/// <param name="transcriber">The daemon's own.</param>
/// <param name="shelf">What sessions may choose in its place; null for nothing.</param>
/// <param name="openFile">Opens a sound file that a client names, to be read as fast as it can be.</param>
/// <param name="retryCommand">The command to have the failed segments of a session tried again.</param>
internal sealed class OpenedAudio(
    IAudioSource source,
    Func<ISpeechSegmenter> newSegmenter,
    ISpeechCheck check,
    ITranscriber transcriber,
    IAudioStore store,
    Func<string, IAudioSource> openFile,
    Func<SessionId, string> retryCommand,
    TimeProvider time,
    ILogger<AudioInput> logger,
    IRecogniserShelf? shelf = null) : IOpenedInput
{
    private readonly SpeechBacklog _backlog = new();
    private LeftAudio _left = LeftAudio.None;

    public IBacklog Backlog => _backlog;

    public bool IsLive => source.IsLive;

    public void GetReady() => source.GetReady();

    public bool FindLeft(SessionId? open)
    {
        _left = LeftAudio.Find(store, open);
        if (_left.IsOfOpenSession) _backlog.Add();
        return _left.IsOfOpenSession;
    }

    public IInput Connect(SessionRecorder recorder, RecordingGate gate, IEventLogReader log, LogEditor editor)
    {
        var transcribers = new SessionTranscribers(transcriber, shelf, recorder.Choices);
        recorder.Recogniser = session => transcribers.Of(session).Recogniser;
        var failed = new FailedSegments(time);
        var retry = new RecordingRetry(time, logger);
        var transcription =
            new SegmentTranscription(check, transcribers, store, failed, recorder, log, retry, time, logger);
        var pipeline = new SpeechPipeline(
            transcription, canWait: !source.IsLive, _backlog, recorder, retry, logger);
        var recovery = new AudioRecovery(store, newSegmenter, pipeline, recorder, log, logger);
        var late = new LateAudio(_left, store, recovery, failed, pipeline, log, retryCommand, logger);
        var jobs = new RecognitionJobs(
            new(time),
            new(store, newSegmenter, pipeline, failed, recorder, log, editor, logger),
            new(openFile, newSegmenter, pipeline, recorder, retry, time, logger),
            transcribers.Prepare);
        return new AudioInput(source, newSegmenter(), check, transcribers, store, pipeline, late, jobs, recorder, gate, time, logger);
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync().ConfigureAwait(false);
        await transcriber.DisposeAsync().ConfigureAwait(false);
        if (shelf is not null) await shelf.DisposeAsync().ConfigureAwait(false);
    }
}
