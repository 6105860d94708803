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
    /// From the session's start to its end and its late transcriptions, or to the newest event while it is open;
    /// nothing where the log does not have the session.
    /// </summary>
    public static IEnumerable<SessionEvent> Read(IEventLogReader log, SessionId session)
    {
        var found = log.FindCatchUp(log.Head, session, transcriptions: 1);
        if (found.SessionStart == 0) yield break;

        // A measurement stands behind its transcription.
        var last = found.SessionEnd > 0
            ? Math.Max(found.SessionEnd, Math.Min(found.LastTranscription + 1, found.UpTo))
            : found.UpTo;
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
