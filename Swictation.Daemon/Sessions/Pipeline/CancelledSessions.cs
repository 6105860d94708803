using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Sessions.Pipeline;

/// <summary>Finds cancelled sessions: their audio is not transcribed any more.</summary>
internal static class CancelledSessions
{
    /// <summary>True if the log says that the session was cancelled. Two look-ups, however long the log is.</summary>
    public static bool Contains(IEventLogReader log, SessionId session)
    {
        if (log.FindSession(log.Head, session) is not { End: > 0 and var last }) return false;

        try
        {
            return WireReader.Read(log.ReadAt(last)) is SessionEnd end
                && end.Reason == SessionEndReason.Cancelled;
        }
        catch (MalformedEventException)
        {
            // An unreadable event is no reason to drop speech.
            return false;
        }
    }
}
