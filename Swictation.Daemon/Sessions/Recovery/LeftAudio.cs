using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>
/// The audio that earlier daemons left on the disk. It has to be looked up before anything new is recorded there.
/// </summary>
/// <param name="Unfinished">Recordings that are not transcribed to the end.</param>
/// <param name="Failed">Segments on which the recogniser has failed.</param>
/// <param name="IsOfOpenSession">The session that is open in the log is to get transcriptions of it.</param>
internal sealed record LeftAudio(
    IReadOnlyList<StoredAudio> Unfinished, IReadOnlyList<StoredAudio> Failed, bool IsOfOpenSession)
{
    public static readonly LeftAudio None = new([], [], IsOfOpenSession: false);

    /// <param name="open">The session that is open in the log.</param>
    public static LeftAudio Find(IAudioStore store, SessionId? open)
    {
        var unfinished = store.FindUnfinished();
        return new(unfinished, store.FindFailed(), unfinished.Any(audio => audio.Session == open));
    }
}
