using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>A job of the pipeline: a segment, or the end of a take.</summary>
internal sealed class SpeechJob
{
    private readonly TaskCompletionSource<RecognisedSpeech?> _done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="stopping">Cancelled when the log is not to be tried again and again.</param>
    public SpeechJob(SpokenSegment speech, CancellationToken stopping)
        : this(speech.Session, speech.Audio, stopping) => Segment = speech;

    /// <summary>The end of a take, behind all its speech.</summary>
    public SpeechJob(SessionId session, IHeldAudio audio, CancellationToken stopping) =>
        (Session, Audio, Stopping) = (session, audio, stopping);

    /// <summary>Null for the end of a take.</summary>
    public SpokenSegment? Segment { get; }

    public SessionId Session { get; }

    public IHeldAudio Audio { get; }

    public CancellationToken Stopping { get; }

    public bool IsLive => Segment is not { IsLive: false };

    /// <summary>The sound that it holds in memory.</summary>
    public TimeSpan Held => Segment?.Held ?? TimeSpan.Zero;

    /// <summary>
    /// Live speech, or the end of a take: null, when it is recorded. Other speech: the recogniser's result.
    /// </summary>
    public Task<RecognisedSpeech?> Done => _done.Task;

    public void End(Task<RecognisedSpeech?> doing) => _done.TrySetFromTask(doing);

    public void Fail(Exception failure) => _done.TrySetException(failure);

    public void Cancel() => _done.TrySetCanceled(Stopping);
}
