using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>A stretch of recording: from a start (or a resumption) to the next stop.</summary>
/// <param name="Number">Counts the takes of this process.</param>
/// <param name="Stopped">Cancelled when the recording is to stop.</param>
/// <param name="IsOffTheRecord">No sound of it may be stored.</param>
/// <param name="NotBefore">Timestamp; sound from before it is no part of the take. Null: a little of it is.</param>
internal sealed record RecordingTake(
    int Number, SessionId Session, CancellationToken Stopped, bool IsOffTheRecord = false, long? NotBefore = null);
