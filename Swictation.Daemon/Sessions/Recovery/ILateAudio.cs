using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Sessions.Recovery;

/// <summary>
/// Audio on the disk that has no transcription: of a daemon that ended too early, and of segments that the recogniser
/// failed on.
/// </summary>
internal interface ILateAudio
{
    /// <summary>Figures of earlier daemons' audio that was transcribed since the start.</summary>
    RecoveryFigures Recovered { get; }

    /// <summary>Null if nothing is wrong.</summary>
    Trouble? Trouble => null;

    /// <summary>Transcribes the audio that was found, and then failed segments again, until it is cancelled.</summary>
    Task RunAsync(CancellationToken stopping);

    /// <summary>Returns when no work is left for now; segments that are tried again later do not count.</summary>
    Task WaitUntilCaughtUpAsync(CancellationToken cancellationToken);

    /// <summary>Has the segments of a session that failed or were withheld tried again, at once.</summary>
    /// <returns>How many there are; null where this daemon cannot transcribe.</returns>
    int? Retry(SessionId session);
}
