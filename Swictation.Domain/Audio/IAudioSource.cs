namespace Swictation.Domain.Audio;

/// <summary>Something that can be listened to: a microphone or a file.</summary>
public interface IAudioSource : IAsyncDisposable
{
    /// <summary>True once the source has given its last sample. A microphone never has.</summary>
    bool HasEnded { get; }

    /// <summary>True if what is not asked for is gone: a microphone. False for a file, which can wait.</summary>
    bool IsLive { get; }

    /// <summary>
    /// The audio from now on, frame by frame, each as soon as it is there. Ends when the source has ended. Cancelling
    /// stops listening; a later call goes on, a file where it was left.
    /// </summary>
    IAsyncEnumerable<AudioFrame> ReadAsync(CancellationToken cancellationToken);
}
