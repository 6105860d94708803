namespace Swictation.Domain.Audio;

/// <summary>Something that can be listened to: a microphone or a file.</summary>
public interface IAudioSource : IAsyncDisposable
{
    /// <summary>True once the source has given its last sample. A microphone never has.</summary>
    bool HasEnded { get; }

    /// <summary>True if what is not asked for is gone: a microphone. False for a file, which can wait.</summary>
    bool IsLive { get; }

    /// <summary>What is wrong with the source now, for people; null if nothing is known to be.</summary>
    string? Trouble => null;

    /// <summary>
    /// To be called once everything else has come up: what must be open before it is read opens now. A start that fails
    /// elsewhere has then nothing to say about a microphone.
    /// </summary>
    void GetReady()
    {
    }

    /// <summary>
    /// Why nothing could be heard if somebody read now, and what to do; null if something could. Has a look, which may
    /// take seconds.
    /// </summary>
    string? FindObstacle() => null;

    /// <summary>
    /// The audio from now on, frame by frame, each as soon as it is there. Ends when the source has ended. Cancelling
    /// stops listening at that moment; a later call goes on, a file where it was left.
    /// </summary>
    /// <param name="notBefore">
    /// Timestamp (<see cref="TimeProvider.GetTimestamp"/>) before which a live source must have heard nothing of it;
    /// null: it may begin with what it has kept.
    /// </param>
    IAsyncEnumerable<AudioFrame> ReadAsync(long? notBefore, CancellationToken cancellationToken);
}
