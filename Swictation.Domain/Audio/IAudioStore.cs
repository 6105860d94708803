using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Domain.Audio;

/// <summary>
/// Keeps audio until its transcription is committed. What is asked of one session is asked by one thread at a time.
/// </summary>
public interface IAudioStore
{
    /// <summary>Where it keeps audio, for messages.</summary>
    string Place { get; }

    /// <summary>Begins to store a stretch of recording. Makes nothing before the first samples come.</summary>
    IAudioWriter Begin(SessionId session);

    /// <summary>Stores a segment that the recogniser failed on, and returns when it is on the disk.</summary>
    /// <param name="position">Its first sample of speech, counted from the beginning of the session.</param>
    /// <param name="endedAt">When the speech ended, by the wall clock.</param>
    /// <exception cref="AudioStoreException">It is not stored.</exception>
    StoredAudio KeepFailed(SessionId session, long position, DateTimeOffset endedAt, SpeechSegment segment);

    /// <summary>
    /// Stretches of recording that nobody has said to be done with, in the order in which they were recorded. While
    /// something is being recorded its own are among them.
    /// </summary>
    IReadOnlyList<StoredAudio> FindUnfinished();

    /// <summary>Segments that the recogniser failed on, in the order in which they were spoken.</summary>
    IReadOnlyList<StoredAudio> FindFailed();

    /// <summary>
    /// The samples, also where the file was being written when its process was killed: a sample that was cut in half
    /// is left out, and what the file's header says of its length is not believed.
    /// </summary>
    /// <exception cref="AudioStoreException">The file cannot be read, or is no audio of this store.</exception>
    short[] Read(StoredAudio audio);

    /// <summary>Its transcription is committed: deletes it, or keeps it for as long as is asked for.</summary>
    /// <exception cref="AudioStoreException">It stays where it is.</exception>
    void Release(StoredAudio audio);

    /// <summary>Moves what belongs to no session of the log out of the way.</summary>
    /// <returns>Where it is now.</returns>
    /// <exception cref="AudioStoreException">It stays where it is.</exception>
    string SetAside(StoredAudio audio);

    /// <summary>Deletes what has been kept for as long as was asked for.</summary>
    void DeleteExpired();
}
