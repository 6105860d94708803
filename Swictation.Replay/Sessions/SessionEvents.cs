using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Replay.Sessions;

/// <summary>
/// Reads the events of a session from the log, a page at a time, whatever the read models have of it.
/// </summary>
internal static class SessionEvents
{
    /// <summary>
    /// From the session's start to its end, or to what is newest while it is open; nothing where the log does not have
    /// the session.
    /// </summary>
    public static IEnumerable<SessionEvent> Read(IEventLogReader log, SessionId session)
    {
        var found = log.FindCatchUp(log.Head, session, transcriptions: 0);
        if (found.SessionStart == 0) yield break;

        var last = found.SessionEnd > 0 ? found.SessionEnd : found.UpTo;
        var position = found.SessionStart - 1;
        while (position < last && log.ReadAfter(position) is { IsEmpty: false } page)
        {
            for (var i = 0; i < page.Count && page.Entries[i].Sequence <= last; i++)
            {
                if (page.Entries[i].Session == session) yield return WireReader.Read(page[i]);
            }

            position = page.Last;
        }
    }
}
