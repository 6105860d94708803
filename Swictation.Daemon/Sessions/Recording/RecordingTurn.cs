using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>A stretch of recording: from a start (or a resumption) to the next stop.</summary>
/// <param name="Number">Counts the turns of this process.</param>
/// <param name="Stopped">Cancelled when the recording is to stop.</param>
/// <param name="IsOffTheRecord">Nothing of what is heard may be stored.</param>
/// <param name="NotBefore">Timestamp; what was heard before it is no part of the turn. Null: a little of it is.</param>
internal sealed record RecordingTurn(
    int Number, SessionId Session, CancellationToken Stopped, bool IsOffTheRecord = false, long? NotBefore = null);
