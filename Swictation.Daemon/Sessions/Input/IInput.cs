using Swictation.Daemon.Sessions.Jobs;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Sessions.Input;

/// <summary>The input of the recorder: audio through a recogniser, or the text of another recogniser.</summary>
internal interface IInput : IAsyncDisposable
{
    /// <summary>Audio that is transcribed later than it was spoken.</summary>
    ILateAudio Late { get; }

    /// <summary>The recognition that clients may ask for; null where there is no recogniser.</summary>
    RecognitionJobs? Jobs => null;

    /// <inheritdoc cref="IAudioSource.Trouble"/>
    Trouble? Trouble => null;

    /// <summary>True while speech is being heard.</summary>
    bool IsHearing => false;

    /// <inheritdoc cref="IAudioSource.Microphone"/>
    MicrophoneState? Microphone => null;

    /// <inheritdoc cref="IAudioSource.FindObstacleAsync"/>
    ValueTask<string?> FindObstacleAsync(TimeSpan atMost) => ValueTask.FromResult<string?>(null);

    /// <inheritdoc cref="IRecogniserShelf.Prepare"/>
    string? Prepare(RecogniserChoice choice) => "the source is text, which needs no recogniser";

    /// <inheritdoc cref="IAudioSource.Look"/>
    void Look()
    {
    }

    /// <summary>
    /// Reads the source while recording is on, and hands recognised speech to the recorder. Ends when the source has ended
    /// and all of it is recorded, or when <paramref name="stopping"/> is cancelled and all speech until then is recorded.
    /// </summary>
    /// <exception cref="Domain.Errors.AudioSourceException">
    /// The source has failed; all speech before that is recorded.
    /// </exception>
    Task RunAsync(CancellationToken stopping);
}
