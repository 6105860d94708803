using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Domain.Audio;

/// <summary>
/// Keeps audio until its transcription is committed. One thread at a time calls it for one session.
/// </summary>
public interface IAudioStore
{
    /// <summary>The directory of the audio, for messages.</summary>
    string Place { get; }

    /// <summary>Begins to store a stretch of recording. Makes nothing before the first samples come.</summary>
    IAudioWriter Begin(SessionId session);

    /// <summary>Stores a segment on which the recogniser failed, and returns when it is on the disk.</summary>
    /// <param name="position">Its first sample of speech, counted from the beginning of the session.</param>
    /// <param name="endedAt">When the speech ended, by the wall clock.</param>
    /// <exception cref="AudioStoreException">It is not stored.</exception>
    StoredAudio KeepFailed(SessionId session, long position, DateTimeOffset endedAt, SpeechSegment segment);

    /// <summary>As <see cref="KeepFailed"/>, for a segment that became no transcription because nobody speaks in it.</summary>
    /// <exception cref="AudioStoreException">It is not stored.</exception>
    StoredAudio KeepWithheld(SessionId session, long position, DateTimeOffset endedAt, SpeechSegment segment);

    /// <summary>
    /// Stretches of recording that were not released, in the order of recording. Those of a running
    /// recording are among them.
    /// </summary>
    IReadOnlyList<StoredAudio> FindUnfinished();

    /// <summary>Segments on which the recogniser failed, in the order in which they were spoken.</summary>
    IReadOnlyList<StoredAudio> FindFailed();

    /// <summary>Segments that were withheld and are still kept, in the order in which they were spoken.</summary>
    IReadOnlyList<StoredAudio> FindWithheld();

    /// <summary>Audio of a session that was cancelled before it was transcribed, in the order of recording.</summary>
    IReadOnlyList<StoredAudio> FindCancelled(SessionId session);

    /// <summary>Audio of a session that is kept although it is transcribed, in the order of recording.</summary>
    IReadOnlyList<StoredAudio> FindKept(SessionId session);

    /// <summary>
    /// The samples, also where the file was being written when its process was killed: a sample that was cut in half
    /// is left out, and the length in the file's header is ignored.
    /// </summary>
    /// <exception cref="AudioStoreException">The file cannot be read, or is no audio of this store.</exception>
    short[] Read(StoredAudio audio);

    /// <summary>Deletes audio whose transcription is committed, or keeps it for the configured time.</summary>
    /// <exception cref="AudioStoreException">It stays where it is.</exception>
    void Release(StoredAudio audio);

    /// <summary>Deletes audio whose session was cancelled, or keeps it for a while, so that it can be had back.</summary>
    /// <exception cref="AudioStoreException">It stays where it is.</exception>
    void Cancel(StoredAudio audio);

    /// <summary>Moves audio that belongs to no session of the log out of the way.</summary>
    /// <returns>Where it is now.</returns>
    /// <exception cref="AudioStoreException">It stays where it is.</exception>
    string SetAside(StoredAudio audio);

    /// <summary>
    /// Deletes audio that has been kept for the configured time, that of cancelled sessions too; withheld segments are kept for ten
    /// minutes at least.
    /// </summary>
    void DeleteExpired();
}
