namespace Swictation.Domain.Audio;

/// <summary>A source of audio: a microphone or a file.</summary>
public interface IAudioSource : IAsyncDisposable
{
    /// <summary>True once the source has given its last sample. A microphone never has.</summary>
    bool HasEnded { get; }

    /// <summary>True if unread sound is lost: a microphone. False for a file, which can wait.</summary>
    bool IsLive { get; }

    /// <summary>The current fault of the source, for people; null if none is known.</summary>
    string? Trouble => null;

    /// <summary>
    /// Opens a device that must be open before it is read. Called after everything else has started, so that a start
    /// that fails elsewhere opens no microphone.
    /// </summary>
    void GetReady()
    {
    }

    /// <summary>
    /// The reason why a read now would deliver no sound, and a remedy; null if it would. Tries the device, which may
    /// take seconds.
    /// </summary>
    string? FindObstacle() => null;

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
