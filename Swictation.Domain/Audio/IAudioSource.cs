using Swictation.Domain.Reasons;

namespace Swictation.Domain.Audio;

/// <summary>A source of audio: a microphone or a file.</summary>
public interface IAudioSource : IAsyncDisposable
{
    /// <summary>True once the source has given its last sample. A microphone never has.</summary>
    bool HasEnded { get; }

    /// <summary>True if unread sound is lost: a microphone. False for a file, which can wait.</summary>
    bool IsLive { get; }

    /// <summary>The current fault of the source; null if none is known.</summary>
    Trouble? Trouble => null;

    /// <summary>How it stands with the microphone; null for a source that is none.</summary>
    MicrophoneState? Microphone => null;

    /// <summary>
    /// Opens a device that is to be open without a reader. Called after everything else has started, so that a
    /// start that fails elsewhere opens no microphone, and never against the user's last word (P13).
    /// </summary>
    void GetReady()
    {
    }

    /// <summary>
    /// The reason why a read now would deliver no sound, and a remedy. Has the device opened; null if it is open, or if
    /// nothing speaks against it so far.
    /// </summary>
    /// <param name="atMost">A device that takes longer goes on being opened.</param>
    ValueTask<string?> FindObstacleAsync(TimeSpan atMost) => ValueTask.FromResult<string?>(null);

    /// <summary>Looks whether the system has the device, without opening it. To be called every few seconds.</summary>
    void Look()
    {
    }

    /// <summary>Closes the device: no reader comes any more.</summary>
    void Close()
    {
    }

    /// <summary>
    /// The audio from now on, frame by frame, each as soon as it is there. Ends when the source has ended. Cancelling
    /// stops listening at that moment; a later call goes on, a file where it was left.
    /// </summary>
    /// <param name="notBefore">
    /// Timestamp (<see cref="TimeProvider.GetTimestamp"/>) before which the sound of a live source must not begin;
    /// null: it may begin with the preroll.
    /// </param>
    IAsyncEnumerable<AudioFrame> ReadAsync(long? notBefore, CancellationToken cancellationToken);
}
